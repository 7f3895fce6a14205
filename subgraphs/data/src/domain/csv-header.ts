import { isUtf8 } from 'node:buffer';
import { readRecord } from './csv-record.ts';
import { findNameProblem, maxColumnName } from './names.ts';
import { cellsOf } from './csv-cells.ts';

/** Characters that may separate cells, in the order in which they are preferred. */
export const delimiters = [',', ';', '\t'] as const;

export type Delimiter = (typeof delimiters)[number];

/** How a CSV file is written, from its first record. */
export type CsvFormat = {
  delimiter: Delimiter;
  columns: string[];
  /** Where the first row begins. */ bodyStart: number;
};

export type CsvHeader = { isReadable: true; format: CsvFormat } | { isReadable: false; problem: string };

const maxColumns = 500;
const byteOrderMark = Buffer.from('\ufeff');

/** The most bytes that a header may take. */
export const maxHeaderBytes = 256 * 1024;

/** Reads the header at the beginning of a file; `isLast` says that `head` is the whole file. */
export function parseHeader(head: Buffer, isLast: boolean): CsvHeader {
  if (head.length === 0) return unreadable('The file is empty.');
  if (isUtf16(head)) return unreadable('The file is written in UTF-16. Save it as CSV UTF-8.');
  const start = head.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  const { delimiter, record } = readFirst(head, start, isLast);
  if (record === null) return unreadable('The first line is too long for a header. Is this a CSV file?');
  if (record.problem !== null) return unreadable(`The header cannot be read. ${record.problem}`);
  if (!isUtf8(head.subarray(start, record.end)))
    return unreadable('The file is not written in UTF-8. Save it as CSV UTF-8.');
  const columns = cellsOf(head.toString('utf8', start, record.end), delimiter).map((name) => name.trim());
  const problem = findColumnProblem(columns);
  return problem === null
    ? { isReadable: true, format: { delimiter, columns, bodyStart: record.next } }
    : unreadable(problem);
}

function unreadable(problem: string): CsvHeader {
  return { isReadable: false, problem };
}

function isUtf16(head: Buffer): boolean {
  const mark = head.length >= 2 ? head.readUInt16BE(0) : 0;
  return mark === 0xfeff || mark === 0xfffe || (head.length >= 2 && head.subarray(0, 2).includes(0));
}

/** The first record with the delimiter that gives it the most cells; the comma when none gives any. */
function readFirst(head: Buffer, start: number, isLast: boolean) {
  const readings = delimiters.map((delimiter) => ({
    delimiter,
    record: readRecord(head, start, { delimiter: delimiter.charCodeAt(0), isLast, maxBytes: maxHeaderBytes }),
  }));
  return readings.reduce((best, reading) =>
    (reading.record?.cells ?? 0) > (best.record?.cells ?? 0) ? reading : best,
  );
}

function findColumnProblem(columns: readonly string[]): string | null {
  if (columns.length > maxColumns) return `The header names ${columns.length} columns; a file may have ${maxColumns}.`;
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) return `The header names the column ${JSON.stringify(twice)} twice.`;
  const odd = columns.findIndex((name) => findNameProblem(name, maxColumnName) !== null);
  if (odd < 0) return null;
  return `Column ${odd + 1} cannot be used. ${findNameProblem(columns[odd] ?? '', maxColumnName)}`;
}

import { isUtf8 } from 'node:buffer';
import type { Delimiter } from './csv-header.ts';
import type { CsvRecord } from './csv-record.ts';

/*
 * The form in which records reach the engine: `row number, start, length` and the cells, each record on one line and without quotes. What
 * quotes protected is written as ESC and a letter, so that a line break in the text always ends a record: the engine may read the
 * file in parallel and cannot misread it.
 */

const escape = 0x1b;
const quote = 0x22;
const escapes = new Map([
  [0x0a, 'n'],
  [0x0d, 'r'],
  [0x09, 't'],
  [0x2c, 'c'],
  [0x3b, 's'],
]);

/** The text of a cell in normal form, as an expression of the engine's SQL. */
export function unescaped(sql: string): string {
  const replaced = [...escapes].reduce(
    (text, [byte, letter]) => `replace(${text}, chr(${escape}) || '${letter}', chr(${byte}))`,
    sql,
  );
  return `case when contains(${sql}, chr(${escape})) then ${replaced} else ${sql} end`;
}

/** Whether bytes are UTF-8 without control characters other than tabs and line ends. */
export function isCleanText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !hasControlCharacter(bytes);
}

function hasControlCharacter(bytes: Buffer): boolean {
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return true;
  }
  return false;
}

/** What keeps a record from being a row of `columns` cells of text; null when nothing does. `isClean` says that its text is clean. */
export function findRecordProblem(bytes: Buffer, record: CsvRecord, columns: number, isClean: boolean): string | null {
  if (record.problem !== null) return record.problem;
  if (record.cells !== columns) return `The row has ${record.cells} cells; the header names ${columns} columns.`;
  const text = bytes.subarray(record.start, record.end);
  if (isClean || isCleanText(text)) return null;
  return isUtf8(text) ? 'The row has a control character in it.' : 'The row is not written in UTF-8.';
}

/** Writes the record's cells in normal form at `at`; the output needs twice the room of the record. Returns where it ends. */
export function writeCells(bytes: Buffer, record: CsvRecord, delimiter: Delimiter, output: Buffer, at: number): number {
  if (!record.isQuoted) return at + bytes.copy(output, at, record.start, record.end);
  const separator = delimiter.charCodeAt(0);
  let isInQuotes = false;
  for (let index = record.start; index < record.end; index++) {
    const byte = bytes[index] ?? 0;
    const isDoubled = isInQuotes && byte === quote && bytes[index + 1] === quote && index + 1 < record.end;
    if (byte === quote && !isDoubled) {
      isInQuotes = !isInQuotes;
      continue;
    }
    if (isDoubled) index++;
    const letter = isInQuotes && (byte < 0x20 || byte === separator) ? escapes.get(byte) : undefined;
    if (letter !== undefined) output[at++] = escape;
    output[at++] = letter?.charCodeAt(0) ?? byte;
  }
  return at;
}

import { open } from 'node:fs/promises';
import type { CsvFormat } from '../domain/csv-header.ts';
import { findRecordProblem, isCleanText, writeCells } from '../domain/csv-normal-form.ts';
import { readRecord, type CsvRecord } from '../domain/csv-record.ts';
import { RunFailure } from '../domain/run-failure.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';

export type NormalizeOptions = {
  /** The CSV file, and where its rows, and the places of what is no row, are written. */
  input: string;
  rows: string;
  problems: string;
  format: CsvFormat;
  /** The most bytes of a row. */
  maxRowBytes: number;
  signal: AbortSignal;
  onProgress(bytesRead: number, rowsRead: number): Promise<void>;
};

/** What was read: rows without blank lines; `isEscaped` says that the engine has cells to unescape. */
export type NormalizedCsv = { bytesRead: number; rowsRead: number; isEscaped: boolean };

const chunkBytes = 256 * 1024;

/**
 * Splits a CSV file into rows for the engine: well-formed ones in normal form, the others with their problem. Takes linear time and the
 * memory of a few rows, and yields to the event loop after each chunk. Throws RunFailure when a line is too long for a row.
 */
export async function normalizeCsv(options: NormalizeOptions): Promise<NormalizedCsv> {
  await using input = await open(options.input, 'r');
  await using rowFile = await open(options.rows, 'w');
  await using problemFile = await open(options.problems, 'w');
  const output = { rows: createByteWriter(rowFile), problems: createByteWriter(problemFile) };
  const counts: NormalizedCsv = { bytesRead: options.format.bodyStart, rowsRead: 0, isEscaped: false };
  // One buffer for the whole file: what is left of the last chunk, and behind it the next one.
  const buffer = Buffer.allocUnsafe(options.maxRowBytes + 2 * chunkBytes);
  let base = options.format.bodyStart;
  let rest = 0;
  for (let isLast = false; !isLast;) {
    options.signal.throwIfAborted();
    const { bytesRead } = await input.read(buffer, rest, chunkBytes, base + rest);
    isLast = bytesRead === 0;
    const bytes = buffer.subarray(0, rest + bytesRead);
    const records = readRecords(bytes, isLast, options);
    writeRecords({ bytes, base, records, format: options.format }, counts, output);
    await Promise.all([output.rows.flush(), output.problems.flush()]);
    const end = records.at(-1)?.next ?? 0;
    bytes.copyWithin(0, end);
    rest = bytes.length - end;
    base += end;
    if (rest > options.maxRowBytes + chunkBytes) throw tooLong(counts.rowsRead + 1, options.maxRowBytes);
    counts.bytesRead = base + rest;
    await options.onProgress(counts.bytesRead, counts.rowsRead);
  }
  return counts;
}

function tooLong(row: number, maxRowBytes: number): RunFailure {
  return new RunFailure(`Row ${row} is longer than ${maxRowBytes} bytes. Is this a CSV file?`);
}

function readRecords(bytes: Buffer, isLast: boolean, { format, maxRowBytes }: NormalizeOptions): CsvRecord[] {
  const reading = { delimiter: format.delimiter.charCodeAt(0), isLast, maxBytes: maxRowBytes };
  const records: CsvRecord[] = [];
  for (let at = 0; at < bytes.length;) {
    const record = readRecord(bytes, at, reading);
    if (record === null) break;
    records.push(record);
    at = record.next;
  }
  return records;
}

type Block = { bytes: Buffer; base: number; records: readonly CsvRecord[]; format: CsvFormat };
type Output = { rows: ByteWriter; problems: ByteWriter };

const maxPrefix = 64;

function writeRecords({ bytes, base, records, format }: Block, counts: NormalizedCsv, output: Output): void {
  const { delimiter, columns } = format;
  const isClean = isCleanText(bytes.subarray(0, records.at(-1)?.next ?? 0));
  for (const record of records) {
    const length = record.end - record.start;
    if (length === 0) continue;
    const place = [++counts.rowsRead, base + record.start, length];
    const problem = findRecordProblem(bytes, record, columns.length, isClean);
    if (problem !== null) {
      const line = Buffer.from(`${place.join('\t')}\t${problem}\n`);
      output.problems.write(line.length, (target, at) => at + line.copy(target, at));
      continue;
    }
    counts.isEscaped ||= record.isQuoted;
    output.rows.write(2 * length + maxPrefix, (target, at) => {
      const start = at + target.write(`${place.join(delimiter)}${delimiter}`, at, 'latin1');
      const end = writeCells(bytes, record, delimiter, target, start);
      target[end] = 0x0a;
      return end + 1;
    });
  }
}

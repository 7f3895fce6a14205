/**
 * One record of a CSV text in bytes (RFC 4180; a line ends with LF, CRLF or CR). `problem` says why it cannot be read; then the record is
 * the line on which it begins, so that one broken line costs no other.
 */
export type CsvRecord = {
  /** Where the record is: from its first byte to the byte behind its last, without the line end. */
  start: number;
  end: number;
  /** Where the next record begins. */
  next: number;
  cells: number;
  isQuoted: boolean;
  problem: string | null;
};

export type CsvReading = {
  delimiter: number;
  /** Whether nothing comes after these bytes. */
  isLast: boolean;
  /** A quoted cell that is not closed within so many bytes of its record is never closed. */
  maxBytes: number;
};

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Reads the record at `start`, or answers null when more bytes are needed to know its end. */
export function readRecord(bytes: Buffer, start: number, reading: CsvReading): CsvRecord | null {
  const { delimiter, isLast, maxBytes } = reading;
  let cells = 1;
  let isQuoted = false;
  let isCellStart = true;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      if (!isCellStart) return broken(bytes, start, isLast, 'A cell without quotes has a quote in it.');
      const close = findClosingQuote(bytes, at + 1);
      if (close < 0 || (close + 1 === bytes.length && !isLast)) {
        const isOver = isLast || bytes.length - start > maxBytes;
        return isOver ? broken(bytes, start, isLast, 'A quoted cell is not closed.') : null;
      }
      isQuoted = true;
      at = close;
      if (!endsCell(bytes[at + 1], delimiter))
        return broken(bytes, start, isLast, 'A quoted cell is followed by more than a delimiter.');
    } else if (byte === delimiter) {
      cells++;
      isCellStart = true;
      continue;
    } else if (byte === lineFeed || byte === carriageReturn) {
      const next = lineEnd(bytes, at, isLast);
      return next < 0 ? null : { start, end: at, next, cells, isQuoted, problem: null };
    }
    isCellStart = false;
  }
  return isLast ? { start, end: bytes.length, next: bytes.length, cells, isQuoted, problem: null } : null;
}

function findClosingQuote(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 2)) {
    if (bytes[at + 1] !== quote) return at;
  }
  return -1;
}

function endsCell(byte: number | undefined, delimiter: number): boolean {
  return byte === undefined || byte === delimiter || byte === lineFeed || byte === carriageReturn;
}

/** Where the line after the line end at `at` begins; -1 when a LF may follow a CR that is not here yet. */
function lineEnd(bytes: Buffer, at: number, isLast: boolean): number {
  if (bytes[at] === lineFeed) return at + 1;
  if (at + 1 === bytes.length && !isLast) return -1;
  return bytes[at + 1] === lineFeed ? at + 2 : at + 1;
}

function broken(bytes: Buffer, start: number, isLast: boolean, problem: string): CsvRecord | null {
  let end = start;
  while (end < bytes.length && bytes[end] !== lineFeed && bytes[end] !== carriageReturn) end++;
  if (end === bytes.length && !isLast) return null;
  const next = end === bytes.length ? end : lineEnd(bytes, end, isLast);
  return next < 0 ? null : { start, end, next, cells: 0, isQuoted: false, problem };
}

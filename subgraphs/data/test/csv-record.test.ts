import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellsOf } from '../src/domain/csv-cells.ts';
import { readRecord, type CsvRecord } from '../src/domain/csv-record.ts';

const reading = { delimiter: 0x2c, isLast: true, maxBytes: 1024 };

function recordsOf(text: string): { text: string; record: CsvRecord }[] {
  const bytes = Buffer.from(text);
  const records: { text: string; record: CsvRecord }[] = [];
  for (let at = 0; at < bytes.length;) {
    const record = readRecord(bytes, at, reading);
    if (record === null) throw new Error('the last record is always read');
    records.push({ text: bytes.toString('utf8', record.start, record.end), record });
    at = record.next;
  }
  return records;
}

const textsOf = (text: string) => recordsOf(text).map((one) => one.text);
const problemsOf = (text: string) => recordsOf(text).map(({ record }) => record.problem);

describe('a record that is broken', () => {
  it('costs no more than its line', () => {
    const text = '1,"open,2\n2,"fine",3\n3,a"b,4\n4,"x"y,5\n5,fine,6\n';
    expect(textsOf(text)).toEqual(['1,"open,2', '2,"fine",3', '3,a"b,4', '4,"x"y,5', '5,fine,6']);
    expect(problemsOf(text)).toEqual([
      'A quoted cell is followed by more than a delimiter.',
      null,
      'A cell without quotes has a quote in it.',
      'A quoted cell is followed by more than a delimiter.',
      null,
    ]);
  });

  it('ends with the file when it is cut off', () => {
    expect(textsOf('a,b\n1,"cut')).toEqual(['a,b', '1,"cut']);
    expect(problemsOf('a,b\n1,"cut')).toEqual([null, 'A quoted cell is not closed.']);
  });

  it('is not waited for beyond the most bytes of a row', () => {
    const bytes = Buffer.from(`"never closed\n${'x'.repeat(2_000)}`);
    expect(readRecord(bytes, 0, { ...reading, isLast: false })).toMatchObject({
      end: 13,
      next: 14,
      problem: 'A quoted cell is not closed.',
    });
  });
});

describe('a record', () => {
  it('ends with LF, CRLF or CR, and not within quotes', () => {
    expect(textsOf('a,b\r\nc,d\re,"f\r\ng"\nh')).toEqual(['a,b', 'c,d', 'e,"f\r\ng"', 'h']);
  });

  it('has the cells that quotes, doubled quotes and delimiters make', () => {
    expect(cellsOf('a,"b,""c""",,"",日本', ',')).toEqual(['a', 'b,"c"', '', '', '日本']);
    expect(recordsOf('a,"b,""c""",,"",日本').map(({ record }) => record.cells)).toEqual([5]);
  });

  it('is read the same however the bytes arrive', () => {
    const piece = fc.constantFrom('a', '"', '""', ',', '\n', '\r', '\r\n', '茶', '","');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, cut) => {
        const bytes = Buffer.from(pieces.join('') + '\nend');
        const part = bytes.subarray(0, cut % bytes.length);
        const early = readRecord(part, 0, { ...reading, isLast: false });
        if (early !== null) expect(early).toEqual(readRecord(bytes, 0, reading));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has the cells that were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '茶'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join()).join('\n');
        expect(recordsOf(text).map((one) => cellsOf(one.text, ','))).toEqual(rows);
      }),
    );
  });
});

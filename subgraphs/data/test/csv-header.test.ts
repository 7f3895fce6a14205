import { describe, expect, it } from '@jest/globals';
import { parseHeader } from '../src/domain/csv-header.ts';

const headerOf = (content: string | Buffer) => parseHeader(Buffer.from(content), true);

describe('a header that cannot be read', () => {
  it.each([
    ['an empty file', '', 'The file is empty.'],
    ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from('a,b\n', 'utf16le'), 'UTF-16'],
    ['Shift_JIS', Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x2c, 0x61, 0x0a]), 'not written in UTF-8'],
    ['a quote that is not closed', 'a,"b', 'A quoted cell is not closed.'],
    ['a column twice', 'a,b,a\n', 'names the column "a" twice'],
    ['a column without a name', 'a,,c\n', 'Column 2 cannot be used.'],
    ['a name that pollutes prototypes', 'a,__proto__\n', 'This name is reserved.'],
    ['a control character', 'a,b\u0001\n', 'no control characters'],
    ['too many columns', Array.from({ length: 501 }, (_, index) => `c${index}`).join(), '501 columns'],
  ])('is refused: %s', (_, content, problem) => {
    const header = headerOf(content);
    expect(header).toEqual({ isReadable: false, problem: expect.stringContaining(problem) });
  });

  it('is refused when it does not end', () => {
    expect(parseHeader(Buffer.from('a'.repeat(1_000)), false)).toMatchObject({ isReadable: false });
  });
});

describe('a header', () => {
  it('names the columns, behind a byte order mark and in quotes', () => {
    expect(headerOf('\ufeff"注文番号", 金額 ,"a,b"\r\n1,2,3')).toEqual({
      isReadable: true,
      format: { delimiter: ',', columns: ['注文番号', '金額', 'a,b'], bodyStart: 34 },
    });
  });

  it.each([
    ['semicolons', 'a;b;"c,d"\n', { delimiter: ';', columns: ['a', 'b', 'c,d'] }],
    ['tabs', 'a\tb\n', { delimiter: '\t', columns: ['a', 'b'] }],
    ['one column', 'a\n', { delimiter: ',', columns: ['a'] }],
  ])('may be separated by %s', (_, content, format) => {
    expect(headerOf(content)).toMatchObject({ isReadable: true, format });
  });
});

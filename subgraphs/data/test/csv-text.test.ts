import { describe, expect, it } from '@jest/globals';
import { formatCsv } from '../src/domain/csv-text.ts';

const fields = [
  { name: 'a', type: 'text' as const },
  { name: '=b', type: 'number' as const },
];

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1', '＝1+1'])('is no formula: %j', (text) => {
    const [, line = ''] = formatCsv(fields, [{ a: text, '=b': null }]).split(/\r\n(?=["'])/);
    expect(line.replace(/^"/, '').startsWith(`'${text}`)).toBe(true);
  });

  it('quotes what needs it, and leaves numbers as they are', () => {
    expect(formatCsv(fields, [{ a: 'x,"y"\n', '=b': -1.5 }])).toBe('a,\'=b\r\n"x,""y""\n",-1.5\r\n');
  });
});

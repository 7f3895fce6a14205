import { afterAll, describe, expect, it } from '@jest/globals';
import { startEngine } from './support/engine.ts';

const engine = await startEngine();
afterAll(() => engine.stop());

const rejected = (reason: string) => ({ reason });

/** What transforms make of the cell `a`; `b` is another column. */
async function apply(transforms: object[], a: string | null, b: string | null = null) {
  const steps = { map: { fields: [{ to: 'out', from: 'a', transforms }] } };
  const [result] = await engine.evaluate(steps, ['a', 'b'], [[a, b]]);
  const [reason] = result?.reasons ?? [];
  return reason === undefined ? result?.values['out'] : rejected(reason);
}

describe('a transform', () => {
  it.each([
    ['a word', 'x', [{ kind: 'NUMBER' }], 'a is not a number below 10^15'],
    ['hexadecimal digits', '0x10', [{ kind: 'NUMBER' }], 'a is not a number below 10^15'],
    ['a number that is too large', '1000000000000000', [{ kind: 'NUMBER' }], 'a is not a number below 10^15'],
    ['a day that is none', '2026-02-29', [{ kind: 'DATE' }], 'a is not a date'],
    ['a date in another format', '24/11/2026', [{ kind: 'DATE' }], 'a is not a date'],
    ['a date that does not fit the format', '2026-11-24', [{ kind: 'DATE', format: '%Y/%m/%d' }], 'a is not a date'],
    ['an hour that is none', '2026-11-24T25:00:00Z', [{ kind: 'DATE_TIME' }], 'a is not an instant'],
    ['infinity', 'infinity', [{ kind: 'DATE_TIME' }], 'a is not an instant'],
  ])('rejects the row for %s', async (_, cell, transforms, reason) => {
    expect(await apply(transforms, cell)).toEqual(rejected(reason));
  });

  it.each([
    ['TRIM', [{ kind: 'TRIM' }], '\u3000 a b ', 'a b'],
    ['TRIM to nothing', [{ kind: 'TRIM' }], '  ', null],
    ['UPPER', [{ kind: 'UPPER' }], 'aé', 'AÉ'],
    ['LOWER', [{ kind: 'LOWER' }], 'AÉ', 'aé'],
    ['HALF_WIDTH', [{ kind: 'HALF_WIDTH' }], 'ＡＢ－１２３　茶', 'AB-123 茶'],
    ['REMOVE', [{ kind: 'REMOVE', value: ',' }, { kind: 'NUMBER' }], '1,234,567', 1234567],
    ['NUMBER', [{ kind: 'NUMBER' }], '-0019.90', -19.9],
    ['NUMBER with an exponent', [{ kind: 'NUMBER' }], '1.5e3', 1500],
    ['NUMBER of many digits', [{ kind: 'NUMBER' }], '123456789012345.125', 123456789012345.125],
    ['TEXT of a number', [{ kind: 'NUMBER' }, { kind: 'TEXT' }], '1500.50', '1500.5'],
    ['TEXT of a whole number', [{ kind: 'NUMBER' }, { kind: 'TEXT' }], '100', '100'],
    ['ROUND', [{ kind: 'NUMBER' }, { kind: 'ROUND', digits: 1 }], '2.25', 2.3],
    ['ROUND below zero', [{ kind: 'NUMBER' }, { kind: 'ROUND', digits: 0 }], '-2.5', -3],
    ['DATE', [{ kind: 'DATE' }], '2026-11-24', '2026-11-24'],
    ['DATE with a format', [{ kind: 'DATE', format: '%Y年%m月%d日' }], '2026年11月24日', '2026-11-24'],
    ['DATE_TIME', [{ kind: 'DATE_TIME' }], '2026-11-24T09:30:00.5+09:00', '2026-11-24T00:30:00.500Z'],
    ['DATE_TIME without offset', [{ kind: 'DATE_TIME' }], '2026-11-24 09:30', '2026-11-24T09:30:00.000Z'],
    [
      'DATE_TIME with a format',
      [{ kind: 'DATE_TIME', format: '%d/%m/%Y %H:%M' }],
      '24/11/2026 09:30',
      '2026-11-24T09:30:00.000Z',
    ],
    [
      'DATE_TIME with a format and an offset',
      [{ kind: 'DATE_TIME', format: '%Y-%m-%d %H:%M:%S %z' }],
      '2026-11-24 09:30:00 +0900',
      '2026-11-24T00:30:00.000Z',
    ],
    [
      'TRUNCATE',
      [{ kind: 'DATE_TIME' }, { kind: 'TRUNCATE', unit: 'MONTH' }],
      '2026-11-30T23:30:00-02:00',
      '2026-12-01',
    ],
    ['TRUNCATE to Monday', [{ kind: 'DATE' }, { kind: 'TRUNCATE', unit: 'WEEK' }], '2026-11-24', '2026-11-23'],
    ['CONSTANT', [{ kind: 'CONSTANT', value: `it's "x"; --` }], 'a', `it's "x"; --`],
    ['DEFAULT', [{ kind: 'NUMBER' }, { kind: 'DEFAULT', value: '-1.5' }], null, -1.5],
    ['DEFAULT that is not needed', [{ kind: 'DEFAULT', value: 'x' }], 'a', 'a'],
    ['nothing', [], '=1+1', '=1+1'],
  ])('%s', async (_, transforms, cell, expected) => {
    expect(await apply(transforms, cell)).toEqual(expected);
  });

  it.each(['TRIM', 'UPPER', 'LOWER', 'HALF_WIDTH', 'NUMBER', 'DATE', 'DATE_TIME', 'TEXT'])(
    '%s leaves what is empty',
    async (kind) => {
      expect(await apply([{ kind }], null)).toBeNull();
    },
  );

  it('CONCAT leaves out what is empty', async () => {
    const concat = { kind: 'CONCAT', columns: ['b'], separator: "' '" };
    expect(await apply([concat], 'x', 'y')).toBe("x' 'y");
    expect(await apply([concat], 'x', null)).toBe('x');
    expect(await apply([concat], null, null)).toBeNull();
  });

  it('COALESCE takes the first that is not empty', async () => {
    const coalesce = { kind: 'COALESCE', columns: ['b'] };
    expect(await apply([coalesce], null, 'y')).toBe('y');
    expect(await apply([coalesce], 'x', 'y')).toBe('x');
  });
});

describe('a column', () => {
  it('has the type that the schema gives it', async () => {
    const schema = { properties: { a: { type: 'number' }, b: { type: 'boolean' } } };
    const results = await engine.evaluate({ validate: { schema } }, ['a', 'b'], [['1.50', 'true']]);
    expect(results).toEqual([{ reasons: [], values: { a: 1.5, b: true } }]);
  });

  it('is rejected when it is a number that cannot be kept exactly', async () => {
    const schema = { properties: { a: { type: 'integer' } } };
    const [result] = await engine.evaluate({ validate: { schema } }, ['a'], [['820982911946154508']]);
    expect(result?.reasons).toEqual(['a is not a number below 10^15']);
  });
});

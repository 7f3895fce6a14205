import { afterAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { startEngine } from './support/engine.ts';

const engine = await startEngine();
afterAll(() => engine.stop());

const columns = ['a', 'b', 'c'];

async function reasonsOf(schema: object, ...rows: (string | null)[][]): Promise<string[][]> {
  const results = await engine.evaluate({ validate: { schema } }, columns, rows);
  return results.map(({ reasons }) => reasons);
}

describe('a row', () => {
  it('is rejected with every reason, by column', async () => {
    const schema = {
      required: ['a', 'b'],
      properties: { b: { type: 'integer', minimum: 1 }, c: { type: 'string', maxLength: 2, pattern: '^x' } },
    };
    expect(await reasonsOf(schema, [null, '0', 'abc'], ['1', '1.5', null], ['1', '2', 'xy'])).toEqual([
      ['a is required, but empty', 'b is less than 1', 'c is longer than 2 characters', 'c does not match ^x'],
      ['b is not a whole number'],
      [],
    ]);
  });

  it('is not rejected for an empty cell that may be null', async () => {
    const schema = { required: ['a', 'b'], properties: { a: { type: ['number', 'null'], minimum: 1 } } };
    expect(await reasonsOf(schema, ['', 'x', null], ['0', 'x', null])).toEqual([[], ['a is less than 1']]);
  });

  it('may have no other columns than those that are allowed', async () => {
    const schema = { properties: { a: {} }, additionalProperties: false };
    expect(await reasonsOf(schema, ['1', '', 'x'])).toEqual([['c is not allowed']]);
  });

  it('is measured exactly: 0.3 is a multiple of 0.1', async () => {
    const schema = { properties: { a: { type: 'number', multipleOf: 0.1 } } };
    expect(await reasonsOf(schema, ['0.3', null, null], ['0.35', null, null])).toEqual([
      [],
      ['a is no multiple of 0.1'],
    ]);
  });

  it.each(['0x10', ' 1', '1_000', 'Infinity', 'NaN', '1,000', '１２', '1e999'])(
    'with %j has no number there',
    async (cell) => {
      const schema = { properties: { a: { type: 'number' } } };
      expect(await reasonsOf(schema, [cell, null, null])).toEqual([['a is not a number']]);
    },
  );
});

// ajv is the oracle: the same rows get the same verdicts. Cells become numbers first, as its `coerceTypes` would make them, because it
// coerces once for all branches of `anyOf` and the like. Each part has one keyword, so that rows are good about as often as bad.
describe('any schema', () => {
  const number = fc.constantFrom(-1, 0, 1, 2, 2.5, 3, 100);
  const short = fc.constantFrom('a', 'ab', '1', 'あい');
  const someOf = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 3 });
  const numeric = fc.oneof(
    fc.record({ minimum: number }),
    fc.record({ maximum: number }),
    fc.record({ exclusiveMinimum: number }),
    fc.record({ exclusiveMaximum: number }),
    fc.record({ enum: someOf(number) }),
    fc.record({ const: number }),
    fc.record({ multipleOf: fc.constantFrom(1, 2, 5) }),
  );
  const textual = fc.oneof(
    fc.record({ minLength: fc.nat(3) }),
    fc.record({ maxLength: fc.nat(3) }),
    fc.record({ pattern: fc.constantFrom('^a', 'b$', '^[a-z]+$', '^\\d') }),
    fc.record({ format: fc.constantFrom('date', 'email', 'ipv4') }),
    fc.record({ enum: someOf(short) }),
    fc.record({ const: short }),
  );
  const combined = <Part>(part: fc.Arbitrary<Part>) =>
    fc.oneof(
      fc.record({ allOf: someOf(part) }),
      fc.record({ anyOf: someOf(part) }),
      fc.record({ oneOf: someOf(part) }),
      fc.record({ not: part }),
      fc.record({ if: part, then: part, else: part }, { requiredKeys: ['if'] }),
    );
  const nested = <Part>(part: fc.Arbitrary<Part>) =>
    fc.oneof({ weight: 2, arbitrary: part }, combined(part), combined(fc.oneof(part, combined(part))));
  const cell = (part: fc.Arbitrary<object>, type: string) =>
    fc.tuple(nested(part), fc.constantFrom(type, [type, 'null'])).map(([own, types]) => ({ ...own, type: types }));
  const names = fc.subarray(columns, { maxLength: 2 });
  const row = fc.oneof(
    fc.record({ required: names }),
    fc.record({ dependentRequired: fc.record({ a: names, b: names }, { requiredKeys: [] }) }),
    fc.record({ properties: fc.record({ a: textual }) }),
    fc.record({ properties: fc.record({ b: numeric, c: numeric }, { requiredKeys: ['b'] }) }),
  );
  const typed = fc.record({ a: cell(textual, 'string'), b: cell(numeric, 'number'), c: cell(numeric, 'integer') });
  const typesOnly = fc.constant({ a: { type: 'string' }, b: { type: 'number' }, c: { type: 'integer' } });
  const schema = fc.oneof(
    fc
      .tuple(
        typed.map(({ a, b, c }) => [{ a }, { b }, { c }]),
        fc.nat(2),
        typesOnly,
      )
      .map(([parts, index, types]) => ({
        properties: { ...types, ...parts[index] },
      })),
    fc.tuple(nested(row), typesOnly).map(([own, properties]) => ({ allOf: [own], properties })),
  );
  const texts = fc.constantFrom('', 'a', 'ab', 'abc', 'あい', '1', 'a@b.co', '2026-02-29', '2024-02-29', '127.0.0.1');
  const numbers = fc.constantFrom('', '1', '2', '3', '2.5', '-1', '1e2', '+3', '.5', 'x');
  const rows = fc.array(fc.tuple(texts, numbers, numbers), { minLength: 5, maxLength: 10 });

  it('gives the verdicts of ajv', async () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    let accepted = 0;
    let rejected = 0;
    const property = fc.asyncProperty(schema, rows, async (one, given) => {
      const validate = ajv.compile(one);
      const expected = given.map((cells) => validate(objectOf(one, cells)));
      const reasons = await reasonsOf(one, ...given);
      expect(reasons.map((list) => list.length === 0)).toEqual(expected);
      accepted += expected.filter(Boolean).length;
      rejected += expected.filter((verdict) => !verdict).length;
    });
    await fc.assert(property, { numRuns: 300 });
    expect(Math.min(accepted, rejected)).toBeGreaterThan(300);
  });

  type Typed = { properties: Record<string, { type: string | string[] }> };

  function objectOf({ properties }: Typed, cells: readonly string[]): Record<string, unknown> {
    const entries = cells.flatMap((text, index): [string, unknown][] => {
      const name = columns[index] ?? '';
      const type = properties[name]?.type ?? 'string';
      if (text === '') return type.includes('null') ? [[name, null]] : [];
      return [[name, !type.includes('string') && Number.isFinite(Number(text)) ? Number(text) : text]];
    });
    return Object.fromEntries(entries);
  }
});

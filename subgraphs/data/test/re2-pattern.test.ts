import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toRe2 } from '../src/domain/re2-pattern.ts';
import { literal } from '../src/domain/sql-text.ts';
import { startEngine } from './support/engine.ts';

const engine = await startEngine();
afterAll(() => engine.stop());

const translated = (pattern: string) => {
  const result = toRe2(pattern);
  if (!result.ok) throw new Error(result.problem);
  return result.pattern;
};

async function matches(pattern: string, texts: readonly string[]): Promise<unknown[]> {
  const re2 = literal(translated(pattern));
  const checks = texts.map((text) => `regexp_matches(${literal(text)}, ${re2})`);
  const [row = []] = await engine.query(`select ${checks.join(', ')}`);
  return row;
}

describe('a pattern', () => {
  it.each([
    ['is no regular expression', '(', 'not a regular expression'],
    ['looks ahead', '(?=a)', 'look-around'],
    ['looks behind', '(?<!a)b', 'look-around'],
    ['refers back', '(a)\\1', 'back-reference'],
    ['refers back by name', '(?<n>a)\\k<n>', 'back-reference'],
    ['has empty brackets', '[]', 'empty brackets'],
    ['has half a surrogate pair', '\\ud83d', 'surrogate pair'],
  ])('is refused when it %s', (_, pattern, problem) => {
    expect(toRe2(pattern)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
  });

  it.each([
    '^#\\d{4}$',
    '^\\s+$',
    '^[^\\s]+$',
    '^.$',
    '^[あ-ん]+$',
    '^\\u3042$',
    '^\\u{1f600}$',
    '^\\ud83d\\ude00$',
    '^\\p{Script=Katakana}+$',
    '^(?<year>\\d{4})$',
    '^[[a]$',
    '^[(?=]$',
    '^[\\]x]$',
    'a|^$',
    '^\\S\\b',
  ])('%s means the same to the engine', async (pattern) => {
    const texts = [
      '',
      'a',
      '#1234',
      ' ',
      '　',
      '\u00a0',
      '\n',
      '\r',
      '\u2028',
      'あ',
      'ア',
      '😀',
      '2026',
      '[',
      '(',
      '?',
      ']x',
      ']',
    ];
    const expected = texts.map((text) => new RegExp(pattern, 'u').test(text));
    expect(await matches(pattern, texts)).toEqual(expected);
  });

  it('of any shape means the same to the engine', async () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '\\s',
      '\\S',
      '\\w',
      '[a-c]',
      '[^a]',
      '(a|b)',
      '(?:ab)',
      '^',
      '$',
      '\\b',
      'あ',
    );
    const quantified = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}', '*?')).map((parts) => parts.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\n', '　', 'あ', '_'), maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(quantified, { maxLength: 5 }),
        fc.array(text, { minLength: 1, maxLength: 5 }),
        async (parts, texts) => {
          const pattern = parts.join('');
          fc.pre(toRe2(pattern).ok);
          const regExp = new RegExp(pattern, 'u');
          expect(await matches(pattern, texts)).toEqual(texts.map((one) => regExp.test(one)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that makes JavaScript backtrack for ever takes the engine no time', async () => {
    const start = performance.now();
    expect(await matches('^(a+)+$', [`${'a'.repeat(50_000)}!`])).toEqual([false]);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

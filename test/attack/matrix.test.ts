import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
const wanted = [
  ...numbered('Q', 14),
  ...numbered('S', 5),
  ...numbered('J', 6),
  ...numbered('W', 3),
  ...numbered('A', 3),
  ...numbered('L', 4),
  ...numbered('O', 2),
  ...numbered('N', 2),
  ...numbered('D', 7),
  'H1',
  ...numbered('C', 2),
  ...numbered('F', 12),
];
const table = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const [tried = '', takenAway = ''] = table.split('## What was taken away');
const rowsOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, name = '']) => /^[A-Z]\d+$/.test(name));
const rows = rowsOf(tried).map(([, name = '', , , tests = '']) => ({
  name,
  tests: [...tests.matchAll(/`([^`]+\.ts)` “([^”]+)”/g)],
  text: tests,
}));

describe('the table of attacks', () => {
  it('has every row', () => {
    expect(rows.map(({ name }) => name)).toEqual(wanted);
  });

  it.each(rows)('names tests that exist: $name', ({ tests, text }) => {
    expect(tests.length).toBeGreaterThan(0);
    expect(tests).toHaveLength([...text.matchAll(/\.ts/g)].length);
    const missing = tests.filter(([, file = '', sentence = '']) => {
      const path = join(root, file);
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(sentence);
    });
    expect(missing.map(([test]) => test)).toEqual([]);
  });

  it.each(rowsOf(takenAway))('says of tests of the row that they failed: %s%s', (_, name, __, failed = '') => {
    const sentences = [...failed.matchAll(/“[^”]+”/g)].map(([sentence]) => sentence);
    expect(sentences.length).toBeGreaterThan(0);
    const { text = '' } = rows.find((row) => row.name === name) ?? {};
    expect(sentences.filter((sentence) => !text.includes(sentence))).toEqual([]);
  });
});

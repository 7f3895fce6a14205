import { expect, it } from '@jest/globals';
import { getHeapStatistics } from 'node:v8';
import { readHeapLimit } from '../src/overload/heap-limit.ts';

const mebibyte = 1024 * 1024;

it('is what Node was told last, however it is spelt', () => {
  expect(readHeapLimit(['--max-old-space-size=512'])).toBe(512 * mebibyte);
  expect(readHeapLimit(['--max_old_space_size=512', '--enable-source-maps', '--max-old-space-size=160'])).toBe(
    160 * mebibyte,
  );
});

it('is below what V8 reserves, which has the space of young objects in it', () => {
  expect(readHeapLimit(['--enable-source-maps'])).toBeLessThan(getHeapStatistics().heap_size_limit);
});

import { expect, it } from '@jest/globals';
import { slopeOf } from '../src/soak/bench.ts';

it('tells a heap that grows from one that goes up and down', () => {
  expect(slopeOf([10, 12, 14, 16])).toBe(2);
  expect(slopeOf([10, 30, 30, 10])).toBe(0);
  expect(slopeOf([10])).toBe(0);
});

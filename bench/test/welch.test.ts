import { expect, it } from '@jest/globals';
import { summarize, welchT } from '../src/timing/welch.ts';

const samples = (mean: number) => Array.from({ length: 1_000 }, (_, index) => mean + (index % 10));

it('tells times that differ from times that do not, whatever a few of them are', () => {
  expect(welchT(summarize(samples(100)), summarize(samples(100)))).toBe(0);
  expect(Math.abs(welchT(summarize(samples(101)), summarize(samples(100))))).toBeGreaterThan(4.5);
  const disturbed = samples(100).map((value, index) => (index % 50 === 49 ? value + 5_000 : value));
  expect(Math.abs(welchT(summarize(disturbed), summarize(samples(100))))).toBeLessThan(4.5);
});

it('is the t of the textbook', () => {
  const [one, other] = [
    { mean: 20.8, variance: 7.9, count: 15 },
    { mean: 23, variance: 3.8, count: 15 },
  ];
  expect(welchT(one, other)).toBeCloseTo(-2.49, 2);
});

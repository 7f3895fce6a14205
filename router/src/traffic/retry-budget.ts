import type { SubgraphTraffic } from '../config/traffic-shaping.ts';

/** Allows retries in proportion to requests, so that a subgraph in trouble is not given more to do. */
export type RetryBudget = { deposit(): void; withdraw(): boolean };

const seconds = 10;

/** A reserve for ten seconds: each request adds a part of a retry, time adds a few, a retry takes one. */
export function createRetryBudget(
  { retry_percent, min_per_second }: SubgraphTraffic['retry'],
  now: () => number = Date.now,
): RetryBudget {
  const floor = min_per_second * seconds;
  let balance = floor;
  let since = now();
  let max = floor;
  const refill = () => {
    const time = now();
    balance = Math.min(max, balance + ((time - since) / 1_000) * min_per_second);
    since = time;
  };
  return {
    deposit: () => {
      refill();
      max = floor + 100;
      balance = Math.min(max, balance + retry_percent);
    },
    withdraw: () => {
      refill();
      if (balance < 1) return false;
      balance--;
      return true;
    },
  };
}

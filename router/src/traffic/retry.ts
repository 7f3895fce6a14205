import { setTimeout as wait } from 'node:timers/promises';
import type { SubgraphTraffic } from '../config/traffic-shaping.ts';
import { failureOf } from './failure.ts';
import { HttpFailure } from './http-failure.ts';
import type { RetryBudget } from './retry-budget.ts';

export type Attempt<Result> = () => Promise<Result>;

/** Repeats what failed for a moment, with full jitter, as long as budget and attempts last and the caller waits. */
export function createRetry(config: SubgraphTraffic['retry'], budget: RetryBudget, random: () => number = Math.random) {
  return async <Result>(attempt: Attempt<Result>, signal: AbortSignal): Promise<Result> => {
    budget.deposit();
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        const isLast = !config.enabled || tries >= config.max_attempts || signal.aborted;
        if (isLast || !failureOf(error).isTransient || !budget.withdraw()) throw error;
        const asked = error instanceof HttpFailure ? error.retryAfter : null;
        const jittered = random() * Math.min(config.max_interval, config.interval * 2 ** (tries - 1));
        if (asked !== null && asked > config.max_interval) throw error;
        await wait(Math.max(jittered, asked ?? 0), undefined, { signal }).catch(() => {
          throw error;
        });
      }
    }
  };
}

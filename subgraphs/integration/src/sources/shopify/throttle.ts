import { setTimeout as sleep } from 'node:timers/promises';
import { SourceError } from '../../domain/source-error.ts';

/** What Shopify says of an app's budget in a shop with each answer. */
export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** Waits in the worker up to this long; a longer wait goes back to the queue. */
const maxWait = 2_000;
/** Readings leave this share of the budget to notifications and people. */
const reserve = 0.1;

/**
 * Spends a shop's budget as its own figures say, none of which is known before its first answer: before a call that costs more
 * than is available it waits, or throws RATE with the time to wait.
 */
export function createThrottle(now: () => number = Date.now) {
  const budgets = new Map<string, ThrottleStatus & { at: number }>();

  /** Milliseconds until so many points are available. */
  const timeUntil = (shopDomain: string, cost: number): number => {
    const budget = budgets.get(shopDomain);
    if (!budget) return 0;
    const { maximumAvailable, currentlyAvailable, restoreRate, at } = budget;
    const available = Math.min(maximumAvailable, currentlyAvailable + ((now() - at) / 1000) * restoreRate);
    const missing = Math.min(cost, maximumAvailable) - available;
    return missing <= 0 ? 0 : Math.ceil((missing / restoreRate) * 1000);
  };
  return {
    learn: (shopDomain: string, status: ThrottleStatus) => budgets.set(shopDomain, { ...status, at: now() }),
    timeUntil,
    /** Waits for the points; `isUrgent` calls may use the reserve. */
    wait: async (shopDomain: string, cost: number, isUrgent: boolean, signal: AbortSignal): Promise<void> => {
      const kept = isUrgent ? 0 : (budgets.get(shopDomain)?.maximumAvailable ?? 0) * reserve;
      const delay = timeUntil(shopDomain, cost + kept);
      if (delay > maxWait) throw new SourceError('RATE', 'The store asks to wait.', { retryAfter: delay });
      if (delay > 0) await sleep(delay, undefined, { signal });
    },
  };
}

export type Throttle = ReturnType<typeof createThrottle>;

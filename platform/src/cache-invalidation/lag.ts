import { createInstruments } from '../instruments.ts';
import type { Registry } from '../metrics.ts';

/** Does what takes back held answers, and measures meanwhile how late it is; with the signal somebody else goes on. */
export type MeasureLag = (place: Waiting & { url: string }, work: () => Promise<void>) => Promise<void>;

/** `since`: the time of the oldest event that a router was not told of. */
type Waiting = { since: string; signal: AbortSignal };

/** Measures for how long the oldest event waits that a router was not told of; 0 when all of them know all. */
export function createMeasureLag(registry: Registry): MeasureLag {
  const waiting = new Map<string, Waiting>();
  createInstruments(registry).reading(
    {
      name: 'cache_invalidation_lag_seconds',
      help: 'Since the oldest event of which a router may still hold what it made untrue.',
      aggregator: 'max',
    },
    () => {
      const own = [...waiting.values()].filter(({ signal }) => !signal.aborted);
      return own.reduce((lag, { since }) => Math.max(lag, (Date.now() - Date.parse(since)) / 1_000), 0);
    },
  );
  return async ({ url, ...place }, work) => {
    waiting.set(url, place);
    await work();
    // What failed is tried again, and waits on.
    waiting.delete(url);
  };
}

import type { SubgraphTraffic } from '../config/traffic-shaping.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** Keeps requests from a subgraph that fails, so that it can recover and nobody waits for it. */
export type CircuitBreaker = {
  /** Whether a request may be sent; whoever sends it reports the outcome. */
  admits(): boolean;
  report(isSuccess: boolean): void;
  /** For a request that ended without an outcome. */
  withdraw(): void;
};

export type CircuitBreakerOptions = {
  config: SubgraphTraffic['circuit_breaker'];
  onChange(state: BreakerState): void;
  now?: () => number;
};

const buckets = 10;

/** Counts successes and failures in a window that rolls in ten steps. */
export function createCircuitBreaker({ config, onChange, now = Date.now }: CircuitBreakerOptions): CircuitBreaker {
  const { enabled, error_threshold_percentage, request_threshold, rolling_duration, sleep_window } = config;
  const width = rolling_duration / buckets;
  let counts: { bucket: number; total: number; failed: number }[] = [];
  let state: BreakerState = 'closed';
  let openedAt = 0;
  let probes = 0;

  const change = (next: BreakerState) => {
    state = next;
    probes = 0;
    counts = [];
    if (next === 'open') openedAt = now();
    onChange(next);
  };
  const count = (isSuccess: boolean) => {
    const bucket = Math.floor(now() / width);
    counts = counts.filter((each) => each.bucket > bucket - buckets);
    const current = counts.at(-1)?.bucket === bucket ? counts.at(-1) : undefined;
    const entry = current ?? { bucket, total: 0, failed: 0 };
    if (!current) counts.push(entry);
    entry.total++;
    if (!isSuccess) entry.failed++;
    const total = counts.reduce((sum, each) => sum + each.total, 0);
    const failed = counts.reduce((sum, each) => sum + each.failed, 0);
    return total >= request_threshold && failed * 100 >= total * error_threshold_percentage;
  };
  return {
    admits: () => {
      if (!enabled || state === 'closed') return true;
      if (state === 'open' && now() - openedAt >= sleep_window) change('half-open');
      if (state === 'open' || probes >= config.half_open_attempts) return false;
      probes++;
      return true;
    },
    withdraw: () => {
      if (state === 'half-open') probes--;
    },
    report: (isSuccess) => {
      if (!enabled) return;
      if (state === 'half-open') return change(isSuccess ? 'closed' : 'open');
      if (state === 'closed' && count(isSuccess)) change('open');
    },
  };
}

import type { Logger } from '@conea/platform';
import type { LoadSheddingConfig } from '../config/load-shedding.ts';
import { RetryLater } from '../stages/retry-later.ts';
import type { RouterMetrics } from '../telemetry/metrics.ts';
import { createOverloadDetector, type OverloadReason } from './overload.ts';
import { createPressureGauge, type Pressure } from './pressure.ts';

const busy = 'The router has more to do than it can. Try again.';

/** Keeps more work from a router than it can do: what runs already goes on, what is new is refused. */
export type LoadShedding = {
  /** Takes in a request and answers how to say, once, that it is over; throws OVERLOADED or REQUEST_CONCURRENCY_LIMITED. */
  admit(): () => void;
  /** What `admit` would throw, for what is not counted as a request; null: it may come. */
  refusal(): RetryLater | null;
  stop(): void;
};

export type LoadSheddingOptions = {
  config: LoadSheddingConfig;
  metrics: Pick<RouterMetrics, 'loadShed' | 'requestsInFlight'>;
  log: Logger;
  /** Bytes of old objects that V8 allows. */
  heapLimit: number;
  /** How hard the process works since the last call. */
  gauge?: { read(): Pressure; close(): void };
};

export function createLoadShedding({
  config,
  metrics,
  log,
  heapLimit,
  gauge = createPressureGauge(heapLimit),
}: LoadSheddingOptions): LoadShedding {
  const retryAfter = Math.max(1, Math.ceil(config.retry_after / 1_000));
  const detect = createOverloadDetector(config);
  let overload: OverloadReason | null = null;
  let inFlight = 0;

  const sample = () => {
    const pressure = gauge.read();
    const found = detect(pressure);
    if (found !== null && overload === null) log.warn({ reason: found, ...pressure, inFlight }, 'overloaded');
    if (found === null && overload !== null) log.info({ ...pressure, inFlight }, 'no longer overloaded');
    overload = found;
  };
  const refuse = (reason: OverloadReason | 'requests_in_flight', code: string): RetryLater => {
    metrics.loadShed({ reason });
    return new RetryLater(code, busy, { status: 503, retryAfter }, { 'retry-after': String(retryAfter) });
  };
  const refusal = (): RetryLater | null => {
    if (!config.enabled) return null;
    if (overload !== null) return refuse(overload, 'OVERLOADED');
    const isFull = inFlight >= config.max_requests_in_flight;
    return isFull ? refuse('requests_in_flight', 'REQUEST_CONCURRENCY_LIMITED') : null;
  };
  const timer = config.enabled ? setInterval(sample, config.sample_interval).unref() : undefined;
  return {
    refusal,
    admit: () => {
      const refused = refusal();
      if (refused) throw refused;
      metrics.requestsInFlight({}, ++inFlight);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        metrics.requestsInFlight({}, --inFlight);
      };
    },
    stop: () => {
      clearInterval(timer);
      gauge.close();
    },
  };
}

import type { LoadSheddingConfig } from '../config/load-shedding.ts';
import type { Pressure } from './pressure.ts';

/** What there is too much of. */
export type OverloadReason = 'event_loop_delay' | 'event_loop_utilization' | 'heap';

/** One long turn of the event loop is no overload. */
const readingsToBegin = 2;
/** It is over only well below the limits. */
const calm = 0.9;

/**
 * Tells from one reading after the other whether the process is overloaded. It begins with the second reading in a row above a limit, and
 * ends when all of `recovery_time` were below nine tenths of every limit, so that it does not begin again at once.
 */
export function createOverloadDetector(
  config: Omit<LoadSheddingConfig, 'enabled' | 'retry_after' | 'max_requests_in_flight'>,
): (pressure: Pressure) => OverloadReason | null {
  const readingsToEnd = Math.max(1, Math.ceil(config.recovery_time / config.sample_interval));
  let reason: OverloadReason | null = null;
  let row = 0;

  const isAbove = (pressure: Pressure, share: number): OverloadReason | null => {
    if (pressure.eventLoopDelay > config.max_event_loop_delay * share) return 'event_loop_delay';
    if (pressure.heapUtilization > config.max_heap_utilization * share) return 'heap';
    const { max_event_loop_utilization: maxUtilization } = config;
    if (maxUtilization !== null && pressure.eventLoopUtilization > maxUtilization * share)
      return 'event_loop_utilization';
    return null;
  };
  return (pressure) => {
    if (reason === null) {
      const found = isAbove(pressure, 1);
      row = found === null ? 0 : row + 1;
      if (row < readingsToBegin) return null;
      [reason, row] = [found, 0];
      return reason;
    }
    row = isAbove(pressure, calm) === null ? row + 1 : 0;
    if (row >= readingsToEnd) [reason, row] = [null, 0];
    return reason;
  };
}

import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics } from 'node:v8';

/** How hard the process works, since it was read last. */
export type Pressure = {
  /** Milliseconds that the event loop was late, on average. */
  eventLoopDelay: number;
  /** The part of the time that it was busy, 0 to 1. */
  eventLoopUtilization: number;
  /** The part of V8's limit that old objects use, 0 to 1. */
  heapUtilization: number;
};

/** Milliseconds between two looks at the event loop; they count as delay too. */
const resolution = 10;
const nanoseconds = 1e6;

/** Measures this process until it is closed. `heapLimit`: bytes of old objects. */
export function createPressureGauge(heapLimit: number): { read(): Pressure; close(): void } {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  let busy = performance.eventLoopUtilization();
  return {
    read: () => {
      const mean = delays.count === 0 ? 0 : delays.mean / nanoseconds;
      delays.reset();
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, busy);
      busy = now;
      return {
        eventLoopDelay: Math.max(0, mean - resolution),
        eventLoopUtilization: utilization,
        heapUtilization: oldObjects() / heapLimit,
      };
    },
    close: () => void delays.disable(),
  };
}

/** Bytes of what outlived the collections of young objects, or was too large for them. */
function oldObjects(): number {
  const old = getHeapSpaceStatistics().filter(({ space_name: name }) => !name.startsWith('new_'));
  return old.reduce((sum, { space_used_size: used }) => sum + used, 0);
}

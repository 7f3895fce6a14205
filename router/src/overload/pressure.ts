import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** How hard the process works, since it was read last. */
export type Pressure = {
  /** Milliseconds that the event loop was late, on average. */
  eventLoopDelay: number;
  /** The part of the time that it was busy, 0 to 1. */
  eventLoopUtilization: number;
  /** The part of V8's limit that is in use, 0 to 1. */
  heapUtilization: number;
};

/** Milliseconds between two looks at the event loop; they count as delay too. */
const resolution = 10;
const nanoseconds = 1e6;

/** Measures this process until it is closed. */
export function createPressureGauge(): { read(): Pressure; close(): void } {
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
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      return {
        eventLoopDelay: Math.max(0, mean - resolution),
        eventLoopUtilization: utilization,
        heapUtilization: used / limit,
      };
    },
    close: () => void delays.disable(),
  };
}

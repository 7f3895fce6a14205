import type { Logger } from '@conea/platform';
import cluster from 'node:cluster';
import type { Hub } from './hub.ts';
import { createProcessPort } from './process-port.ts';

/** The place of one worker: another process after each end of one. */
type Place = { worker: typeof cluster.worker; isReady: boolean; failures: number; retry: NodeJS.Timeout | undefined };

export type SupervisorOptions = {
  count: number;
  hub: Hub;
  log: Logger;
  onRestart(): void;
  /** Hears how many serve, each time that changes. */
  onReady(count: number): void;
  /** Called when there is no worker and every new one ended soon. */
  onGiveUp(): void;
};

/** A worker that lived so long did not fail at its start. */
const stableAge = 30_000;
const maxFailures = 5;
const firstDelay = 100;
const maxDelay = 5_000;
/** A little longer than a worker takes to end by itself when it cannot drain in time. */
const drainDeadline = 16_000;

/** Keeps so many workers running: one that ends is replaced, later each time when it ends soon. Whoever has time takes the next connection. */
export function createSupervisor({ count, hub, log, onRestart, onReady, onGiveUp }: SupervisorOptions) {
  const places = Array.from({ length: count }, (): Place => {
    return { worker: undefined, isReady: false, failures: 0, retry: undefined };
  });
  // In turn, a connection would be lost with a worker that is killed before it takes what Node offers it.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  let hasStarted = false;
  let wasComplete = false;
  let isStopping = false;

  const countReady = (): void => {
    const ready = places.filter(({ isReady }) => isReady).length;
    wasComplete ||= ready === count;
    onReady(ready);
  };

  const replace = (place: Place, age: number): void => {
    place.failures = age > stableAge ? 0 : place.failures + 1;
    if (place.failures >= maxFailures && !places.some(({ isReady }) => isReady)) return onGiveUp();
    const delay = Math.min(maxDelay, firstDelay * 2 ** place.failures);
    onRestart();
    place.retry = setTimeout(() => void open(place), delay);
  };
  /** Resolves when the new worker serves; to the code it ended with when it does not. */
  const open = (place: Place): Promise<number | null> => {
    const { promise, resolve } = Promise.withResolvers<number | null>();
    const worker = cluster.fork();
    const startedAt = performance.now();
    place.worker = worker;
    hub.add(worker.id, createProcessPort(worker.process));
    worker.once('listening', () => {
      place.isReady = true;
      countReady();
      resolve(null);
    });
    // A message that cannot be sent to a process that just ended.
    worker.on('error', (error) => log.warn({ err: error, worker: worker.id }, 'worker cannot be reached'));
    worker.once('exit', (code, signal) => {
      place.worker = undefined;
      place.isReady = false;
      countReady();
      hub.remove(worker.id);
      resolve(code || 1);
      if (isStopping) return;
      log.error({ worker: worker.id, code, signal }, 'worker ended');
      // The first of all says by its end whether any can start.
      if (hasStarted) replace(place, performance.now() - startedAt);
    });
    return promise;
  };

  return {
    /** Starts one worker, and the others when it serves. Answers the exit code of one that cannot, null otherwise. */
    start: async (): Promise<number | null> => {
      const [first, ...others] = places;
      const code = first ? await open(first) : null;
      if (code !== null) return code;
      hasStarted = true;
      for (const place of others) void open(place);
      return null;
    },
    /** All have served at some time, and one does now. */
    isReady: () => wasComplete && places.some(({ isReady }) => isReady),
    signalAll: (signal: NodeJS.Signals) => places.forEach(({ worker }) => worker?.process.kill(signal)),
    kill: (id: number) => cluster.workers?.[id]?.process.kill('SIGKILL'),
    /** Lets all drain at the same time, and ends whoever does not. */
    stop: async (): Promise<void> => {
      isStopping = true;
      for (const { retry } of places) clearTimeout(retry);
      const running = places.flatMap(({ worker }) => worker ?? []);
      const ended = running.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
      for (const worker of running) worker.process.kill('SIGTERM');
      const timer = setTimeout(() => running.forEach((worker) => worker.process.kill('SIGKILL')), drainDeadline);
      await Promise.all(ended);
      clearTimeout(timer);
    },
  };
}

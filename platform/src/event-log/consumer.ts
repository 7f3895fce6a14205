import type { Consumer } from '../event-log.ts';
import type { ConeaEvent } from '../event.ts';
import type { Logger } from '../log.ts';
import type { GroupLock, LogStorage, StoredEvent } from './storage.ts';
import { createWaiter } from './waiter.ts';

type ConsumerOptions = {
  storage: LogStorage;
  stream: string;
  group: string;
  handler: (event: ConeaEvent) => Promise<void>;
  log: Logger;
};

const maxAttempts = 5;
const firstDelay = 100;
const maxDelay = 5_000;
const batchSize = 100;
const idlePoll = 1_000;

/** Runs a group member until it is stopped: waits for the lock, then works through the stream. */
export function createConsumer(options: ConsumerOptions): Consumer {
  const { storage, stream, group, log } = options;
  const stopping = new AbortController();
  const waiter = createWaiter();
  const unwatch = storage.watch(stream, waiter.wake);

  const work = async (lock: GroupLock) => {
    const member = createMember(options, () => stopping.signal.aborted || lock.lost.aborted);
    while (!stopping.signal.aborted && !lock.lost.aborted) {
      const handled = await member.handleBatch();
      if (handled === 0) await waiter.wait(idlePoll, stopping.signal, lock.lost);
    }
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      const lock = await storage.lock(stream, group).catch((error: unknown) => {
        log.warn({ err: error }, 'consumer cannot reach the event log');
        return null;
      });
      if (lock === null) await waiter.wait(idlePoll, stopping.signal);
      else
        await work(lock)
          .catch((error: unknown) => log.warn({ err: error }, 'consumer interrupted'))
          .finally(lock.release);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      unwatch();
      await running;
    },
  };
}

function createMember({ storage, stream, group, handler, log }: ConsumerOptions, isOver: () => boolean) {
  /** Tries an event until it is handled or dead; false when the member stopped in between. */
  const deliver = async (stored: StoredEvent, attemptsBefore: number): Promise<boolean> => {
    let reason = 'the process died while it handled the event';
    for (let attempt = attemptsBefore + 1; attempt <= maxAttempts; attempt++) {
      await storage.countAttempt(stream, group);
      try {
        await handler(stored.event);
        return true;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        log.warn({ err: error, eventId: stored.event.id, attempt }, 'event not handled');
        if (attempt < maxAttempts) await pause(attempt);
      }
      if (isOver()) return false;
    }
    log.error({ eventId: stored.event.id, reason }, 'event is a dead letter');
    await storage.bury(stream, group, stored, reason);
    return true;
  };
  const handleReplays = async () => {
    const queued = await storage.queuedDeadLetters(stream, group);
    for (const stored of queued) {
      if (await deliver(stored, 0)) await storage.settle(stream, group, stored.cursor);
    }
    return queued.length;
  };
  return {
    handleBatch: async () => {
      const replayed = await handleReplays();
      const { cursor, attempts } = await storage.groupState(stream, group);
      const batch = await storage.readAfter(stream, cursor, batchSize);
      for (const [index, stored] of batch.entries()) {
        if (isOver() || !(await deliver(stored, index === 0 ? attempts : 0))) break;
        await storage.advance(stream, group, stored.cursor);
      }
      return replayed + batch.length;
    },
  };
}

/** Full jitter: anything up to the exponential ceiling. */
function pause(attempt: number): Promise<void> {
  const ceiling = Math.min(maxDelay, firstDelay * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
}

import type { Consumer } from '../event-log.ts';
import type { Logger } from '../log.ts';
import type { GroupLock, LogStorage } from './storage.ts';
import { createWaiter } from './waiter.ts';

/** Hands over what is new in a stream; answers how many events that were. */
export type DeliverNext = () => Promise<number>;

type ConsumerOptions = {
  storage: LogStorage;
  stream: string;
  group: string;
  /** How events reach their handler; the signal aborts when this member may no longer work. */
  createDelivery(over: AbortSignal): DeliverNext;
  log: Logger;
};

const idlePoll = 1_000;

/** Runs a group member until it is stopped: waits for the lock, then works through the stream. */
export function createConsumer({ storage, stream, group, createDelivery, log }: ConsumerOptions): Consumer {
  const stopping = new AbortController();
  const waiter = createWaiter();
  const unwatch = storage.watch(stream, waiter.wake);

  const work = async (lock: GroupLock) => {
    const over = AbortSignal.any([stopping.signal, lock.lost]);
    const deliverNext = createDelivery(over);
    while (!over.aborted) {
      const handled = await deliverNext();
      if (handled === 0) await waiter.wait(idlePoll, over);
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

import type { ConeaEvent } from '../event.ts';
import type { Logger } from '../log.ts';
import { backoff } from './backoff.ts';
import type { DeliverNext } from './consumer.ts';
import type { LogStorage, StoredEvent } from './storage.ts';

type SingleDeliveryOptions = {
  storage: LogStorage;
  stream: string;
  group: string;
  handler: (event: ConeaEvent) => Promise<void>;
  log: Logger;
  over: AbortSignal;
};

const maxAttempts = 5;
const batchSize = 100;

/** Delivers events one by one; what its handler fails on five times is a dead letter. */
export function createSingleDelivery(options: SingleDeliveryOptions): DeliverNext {
  const { storage, stream, group, handler, log, over } = options;
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
        if (attempt < maxAttempts) await backoff(attempt, over);
      }
      if (over.aborted) return false;
    }
    log.error({ eventId: stored.event.id, reason }, 'event is a dead letter');
    await storage.bury(stream, group, stored, reason);
    return true;
  };
  const deliverReplays = async () => {
    const queued = await storage.queuedDeadLetters(stream, group);
    for (const stored of queued) {
      if (await deliver(stored, 0)) await storage.settle(stream, group, stored.cursor);
    }
    return queued.length;
  };
  return async () => {
    const replayed = await deliverReplays();
    const { cursor, attempts } = await storage.groupState(stream, group);
    const batch = await storage.readAfter(stream, cursor, batchSize);
    for (const [index, stored] of batch.entries()) {
      if (over.aborted || !(await deliver(stored, index === 0 ? attempts : 0))) break;
      await storage.advance(stream, group, stored.cursor);
    }
    return replayed + batch.length;
  };
}

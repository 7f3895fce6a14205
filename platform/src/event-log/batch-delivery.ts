import type { ConeaEvent } from '../event.ts';
import type { Logger } from '../log.ts';
import { backoff } from './backoff.ts';
import type { DeliverNext } from './consumer.ts';
import type { LogStorage } from './storage.ts';

/** Deals with events that came one after another; the signal aborts when somebody else is to do it. */
export type BatchHandler = (events: readonly ConeaEvent[], signal: AbortSignal) => Promise<void>;

type BatchDeliveryOptions = {
  storage: LogStorage;
  stream: string;
  group: string;
  size: number;
  handler: BatchHandler;
  log: Logger;
  over: AbortSignal;
};

/** Delivers up to `size` events at once, and the same again until their handler is done with them: none is given up. */
export function createBatchDelivery(options: BatchDeliveryOptions): DeliverNext {
  const { storage, stream, group, size, handler, log, over } = options;
  /** Whether the handler is done with the events; otherwise the member stopped. */
  const deliver = async (events: readonly ConeaEvent[]): Promise<boolean> => {
    for (let attempt = 1; !over.aborted; attempt++) {
      try {
        await handler(events, over);
        if (attempt > 1) log.info({ count: events.length, attempt }, 'events handled at last');
        return true;
      } catch (error) {
        // Once is enough: it may go on for hours.
        if (attempt === 1 && !over.aborted) log.warn({ err: error, count: events.length }, 'events not handled yet');
        await backoff(attempt, over);
      }
    }
    return false;
  };
  return async () => {
    const { cursor } = await storage.groupState(stream, group);
    const batch = await storage.readAfter(stream, cursor, size);
    const last = batch.at(-1);
    if (last === undefined) return 0;
    await storage.countAttempt(stream, group);
    if (await deliver(batch.map(({ event }) => event))) await storage.advance(stream, group, last.cursor);
    return batch.length;
  };
}

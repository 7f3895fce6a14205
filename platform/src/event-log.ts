import { createBatchDelivery, type BatchHandler } from './event-log/batch-delivery.ts';
import { createConsumer, type DeliverNext } from './event-log/consumer.ts';
import { createSingleDelivery } from './event-log/single-delivery.ts';
import { createTail } from './event-log/tail.ts';
import type { ConeaEvent } from './event.ts';
import type { LogStorage, StoredEvent } from './event-log/storage.ts';
import type { Logger } from './log.ts';

/** An event that a consumer group gave up on after five tries. */
export type DeadLetter = { cursor: string; event: ConeaEvent; reason: string; diedAt: Date };

export type AppendOptions = {
  /** How many events of the stream are left, the newest ones; whoever is further behind misses the others. Default: as the storage keeps them. */
  keep?: number;
};

export type Consumer = {
  /** Stops after the event in hand. */
  stop(): Promise<void>;
};

/**
 * The log of everything that happened, one stream per domain. Events of a stream are delivered in the order of their append; an event
 * id is stored once, however often it is appended.
 */
export type EventLog = {
  append(stream: string, events: readonly ConeaEvent[], options?: AppendOptions): Promise<void>;
  /**
   * Delivers a stream to a group from its beginning, at least once and in order. One member of a group works on a stream at a time;
   * another takes over when it dies. A handler that throws is tried five times with full-jitter backoff, then the event is a dead letter.
   */
  consume(stream: string, group: string, handler: (event: ConeaEvent) => Promise<void>): Consumer;
  /** The same with up to `size` events at once, which are tried until the handler is done with them, however long that takes. */
  consumeBatches(stream: string, group: string, size: number, handler: BatchHandler): Consumer;
  /** Every event after the cursor, then what comes, without a gap or a duplicate; without a cursor, what comes from now on. Ends with the signal. */
  tail(stream: string, options: { after?: string | null | undefined; signal: AbortSignal }): AsyncIterable<StoredEvent>;
  deadLetters(stream: string, group: string): Promise<DeadLetter[]>;
  /** Hands the dead letters of a group to its handler again; answers how many. */
  replay(stream: string, group: string): Promise<number>;
  /** Rejects when the log cannot be reached. */
  check(): Promise<void>;
  close(): Promise<void>;
};

export type { StoredEvent };

/** Makes an event log of its storage: consuming and tailing are the same over every storage. */
export function createEventLog(storage: LogStorage, log: Logger): EventLog {
  const tail = createTail(storage, log);
  const consumers = new Set<Consumer>();
  type Place = { storage: LogStorage; stream: string; group: string; log: Logger; over: AbortSignal };
  const start = (stream: string, group: string, createDelivery: (place: Place) => DeliverNext): Consumer => {
    const place = { storage, stream, group, log: log.child({ stream, group }) };
    const consumer = createConsumer({ ...place, createDelivery: (over) => createDelivery({ ...place, over }) });
    consumers.add(consumer);
    return consumer;
  };
  return {
    append: (stream, events, { keep } = {}) =>
      events.length === 0 ? Promise.resolve() : storage.append(stream, events, keep),
    consume: (stream, group, handler) => start(stream, group, (place) => createSingleDelivery({ ...place, handler })),
    consumeBatches: (stream, group, size, handler) =>
      start(stream, group, (place) => createBatchDelivery({ ...place, size, handler })),
    tail,
    deadLetters: (stream, group) => storage.deadLetters(stream, group),
    replay: (stream, group) => storage.queueDeadLetters(stream, group),
    check: () => storage.check(),
    close: async () => {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await storage.close();
    },
  };
}

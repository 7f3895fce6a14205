import type { DeadLetter } from '../event-log.ts';
import type { ConeaEvent } from '../event.ts';

/** An event at its place in a stream; the cursor is opaque to everybody but the storage. */
export type StoredEvent = { cursor: string; event: ConeaEvent };

/** The one member of a group that may work; `lost` aborts when it no longer may. */
export type GroupLock = { lost: AbortSignal; release(): Promise<void> };

/** What an event log needs to keep: the part that differs between Postgres and Redis. */
export type LogStorage = {
  /** Stores the events that are not there yet (by id), in order, leaves the newest `keep` of the stream, and wakes whoever waits for it. */
  append(stream: string, events: readonly ConeaEvent[], keep?: number): Promise<void>;
  /** Up to `limit` events behind the cursor, oldest first. */
  readAfter(stream: string, cursor: string, limit: number): Promise<StoredEvent[]>;
  /** The cursor of the newest event, or the one before the first. */
  head(stream: string): Promise<string>;
  /** Calls `wake` whenever something may have been appended to the stream, until the function it returns is called. */
  watch(stream: string, wake: () => void): () => void;
  /** Negative when `a` comes before `b`. */
  compare(a: string, b: string): number;

  /** Becomes the working member of the group, or null while another is. */
  lock(stream: string, group: string): Promise<GroupLock | null>;
  /** Where the group stands and how often the event behind that place was tried. */
  groupState(stream: string, group: string): Promise<{ cursor: string; attempts: number }>;
  countAttempt(stream: string, group: string): Promise<void>;
  /** Moves the group behind an event it handled or gave up on. */
  advance(stream: string, group: string, cursor: string): Promise<void>;
  bury(stream: string, group: string, stored: StoredEvent, reason: string): Promise<void>;
  deadLetters(stream: string, group: string): Promise<DeadLetter[]>;
  queueDeadLetters(stream: string, group: string): Promise<number>;
  /** The dead letters that are to be tried again. */
  queuedDeadLetters(stream: string, group: string): Promise<StoredEvent[]>;
  /** Forgets a queued dead letter that was delivered again. */
  settle(stream: string, group: string, cursor: string): Promise<void>;

  check(): Promise<void>;
  close(): Promise<void>;
};

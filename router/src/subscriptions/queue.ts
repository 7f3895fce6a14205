import type { SubscriptionConfig } from '../config/subscription.ts';

export type QueueOptions = { capacity: number; whenFull: SubscriptionConfig['slow_reader'] };

/** The reader did not take what came as fast as it came. */
export class ReaderTooSlow extends Error {}

/** An item, with the number of those that were dropped before it. */
export type Taken<Item> = { item: Item; dropped: number };

/** What waits for one reader, never more than `capacity`. */
export type Queue<Item> = {
  push(item: Item): void;
  /** What waits is still read, then the error, if there is one, is thrown. */
  end(error?: Error): void;
  /** The next item; null at the end. One reader at a time. */
  next(): Promise<Taken<Item> | null>;
};

export function createQueue<Item>({ capacity, whenFull }: QueueOptions): Queue<Item> {
  let waiting: Item[] = [];
  let dropped = 0;
  let ending: { error: Error | undefined } | null = null;
  let wake = () => {};

  const makeRoom = (): boolean => {
    if (waiting.length < capacity) return true;
    if (whenFull === 'disconnect') {
      waiting = [];
      ending = { error: new ReaderTooSlow('the queue is full') };
      return false;
    }
    const isLast = whenFull === 'coalesce';
    dropped += isLast ? waiting.length : 1;
    if (isLast) waiting = [];
    else waiting.shift();
    return true;
  };
  const take = (): Taken<Item> | null => {
    const item = waiting.shift();
    if (item === undefined) {
      if (ending?.error) throw ending.error;
      return null;
    }
    // An array keeps the room that it once needed.
    if (waiting.length === 0) waiting = [];
    const taken = { item, dropped };
    dropped = 0;
    return taken;
  };
  return {
    push: (item) => {
      if (ending === null && makeRoom()) waiting.push(item);
      wake();
    },
    end: (error) => {
      ending ??= { error };
      wake();
    },
    next: () =>
      waiting.length === 0 && ending === null
        ? new Promise<void>((resolve) => (wake = resolve)).then(take)
        : Promise.try(take),
  };
}

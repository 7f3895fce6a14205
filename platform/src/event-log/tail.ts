import type { Logger } from '../log.ts';
import type { LogStorage, StoredEvent } from './storage.ts';
import { createWaiter } from './waiter.ts';

const ringSize = 1_000;
const batchSize = 200;
const poll = 1_000;

/**
 * The tails of one process: however many follow a stream, one reader reads what is new and keeps the last 1,000 events for all of
 * them; who is further behind reads the storage until it has caught up.
 */
export function createTail(storage: LogStorage, log: Logger) {
  const feeds = new Map<string, Feed>();
  const open = (stream: string) => {
    const feed = feeds.get(stream) ?? createFeed(storage, stream, log, () => feeds.delete(stream));
    feeds.set(stream, feed);
    return feed;
  };
  return async function* tail(
    stream: string,
    { after, signal }: { after?: string | null | undefined; signal: AbortSignal },
  ): AsyncGenerator<StoredEvent, void, undefined> {
    const feed = open(stream);
    const follower = feed.join();
    try {
      const head = await feed.start();
      yield* follow(storage, stream, feed, follower, after ?? head, signal);
    } finally {
      feed.leave(follower);
    }
  };
}

async function* follow(
  storage: LogStorage,
  stream: string,
  feed: Feed,
  follower: Waiter,
  after: string,
  signal: AbortSignal,
): AsyncGenerator<StoredEvent, void, undefined> {
  let cursor = after;
  while (!signal.aborted) {
    const batch = feed.recent(cursor) ?? (await storage.readAfter(stream, cursor, batchSize));
    for (const stored of batch) {
      if (signal.aborted) return;
      yield stored;
      cursor = stored.cursor;
    }
    if (batch.length === 0) await follower.wait(60_000, signal);
  }
}

type Waiter = ReturnType<typeof createWaiter>;
type Feed = {
  /** The head of the stream when the feed began. */
  start(): Promise<string>;
  /** What the ring holds behind the cursor, or null when the cursor is older than the ring. */
  recent(cursor: string): StoredEvent[] | null;
  join(): Waiter;
  leave(follower: Waiter): void;
};

function createFeed(storage: LogStorage, stream: string, log: Logger, onEmpty: () => void): Feed {
  const followers = new Set<Waiter>();
  const over = new AbortController();
  const news = createWaiter();
  const unwatch = storage.watch(stream, news.wake);
  let ring: StoredEvent[] = [];
  let base: string;
  const started = storage.head(stream).then((head) => (base = head));

  const read = async () => {
    const fresh = await storage.readAfter(stream, ring.at(-1)?.cursor ?? base, batchSize);
    if (fresh.length === 0) return news.wait(poll, over.signal);
    ring = [...ring, ...fresh];
    const dropped = ring.splice(0, Math.max(0, ring.length - ringSize));
    base = dropped.at(-1)?.cursor ?? base;
    for (const follower of followers) follower.wake();
  };
  const run = async () => {
    await started;
    while (!over.signal.aborted) {
      await read().catch(async (error: unknown) => {
        log.warn({ err: error, stream }, 'event log cannot be read');
        await news.wait(poll, over.signal);
      });
    }
  };
  run().catch((error: unknown) => {
    log.warn({ err: error, stream }, 'event log cannot be read');
    onEmpty();
  });
  return {
    start: () => started,
    recent: (cursor) => {
      if (storage.compare(cursor, base) < 0) return null;
      const index = ring.findIndex((stored) => storage.compare(stored.cursor, cursor) > 0);
      return index < 0 ? [] : ring.slice(index);
    },
    join: () => {
      const follower = createWaiter();
      followers.add(follower);
      return follower;
    },
    leave: (follower) => {
      followers.delete(follower);
      if (followers.size > 0) return;
      over.abort();
      unwatch();
      onEmpty();
    },
  };
}

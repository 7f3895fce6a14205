import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { ClientError } from '../errors.ts';
import { parseEvent } from '../event.ts';
import type { Logger } from '../log.ts';
import type { GroupLock, LogStorage, StoredEvent } from './storage.ts';

const maxEvents = 1_000_000;
const idRetention = 86_400_000;
const lockTime = 10_000;
const renewTime = 3_000;

// Adds each event whose id is new: the set of ids of the last day and the stream change together.
const appendScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[1])
for i = 3, #ARGV, 2 do
  if redis.call('ZADD', KEYS[2], 'NX', now, ARGV[i]) == 1 then
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'event', ARGV[i + 1])
  end
end`;
const renewScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;
const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const deadLetter = z.object({ event: z.unknown(), reason: z.string(), diedAt: z.coerce.date(), isQueued: z.boolean() });

/**
 * An event log in Redis Streams. All keys of a stream share a hash tag, so it works on a cluster. The newest million events of a stream are
 * kept; an event id is remembered for a day. A group's lock is a lease of 10 seconds: after a pause longer than that two members may
 * overlap, which the inbox makes harmless.
 */
export function createRedisStorage(url: string, log: Logger): LogStorage {
  const redis = new Redis(url, { maxRetriesPerRequest: 3 });
  const subscriber = new Redis(url, { maxRetriesPerRequest: null });
  for (const connection of [redis, subscriber])
    connection.on('error', (error) => log.warn({ err: error }, 'redis error'));
  return {
    append: async (stream, events, keep = maxEvents) => {
      const pairs = events.flatMap((event) => [event.id, JSON.stringify(event)]);
      await redis.eval(appendScript, 2, keyOf(stream, 'events'), keyOf(stream, 'ids'), idRetention, keep, ...pairs);
      await redis.publish(keyOf(stream, 'news'), '');
    },
    readAfter: async (stream, cursor, limit) => {
      const entries = await redis.xrange(keyOf(stream, 'events'), `(${parseCursor(cursor)}`, '+', 'COUNT', limit);
      return entries.map(([id, fields]) => toStored(id, fields[1]));
    },
    head: async (stream) => {
      const [last] = await redis.xrevrange(keyOf(stream, 'events'), '+', '-', 'COUNT', 1);
      return last?.[0] ?? '0-0';
    },
    watch: (stream, wake) => watch(subscriber, keyOf(stream, 'news'), wake, log),
    compare: compareIds,
    lock: (stream, group) => lock(redis, keyOf(stream, `lock:${group}`), log),
    ...groups(redis),
    ...deadLetters(redis),
    check: () => redis.ping().then(() => undefined),
    close: async () => {
      subscriber.disconnect();
      await redis.quit();
    },
  };
}

const keyOf = (stream: string, part: string) => `conea:{${stream}}:${part}`;

function watch(subscriber: Redis, channel: string, wake: () => void, log: Logger): () => void {
  const onMessage = (from: string) => from === channel && wake();
  subscriber.on('message', onMessage);
  subscriber.on('ready', wake);
  subscriber.subscribe(channel).catch((error: unknown) => log.warn({ err: error }, 'redis subscription failed'));
  return () => {
    subscriber.off('message', onMessage);
    subscriber.off('ready', wake);
  };
}

async function lock(redis: Redis, key: string, log: Logger): Promise<GroupLock | null> {
  const token = randomUUID();
  if ((await redis.set(key, token, 'PX', lockTime, 'NX')) === null) return null;
  const lost = new AbortController();
  const renew = async () => {
    if ((await redis.eval(renewScript, 1, key, token, lockTime)) === 0) lost.abort();
  };
  const renewing = setInterval(() => {
    renew().catch((error: unknown) => {
      log.warn({ err: error }, 'consumer lock not renewed');
      lost.abort();
    });
  }, renewTime);
  return {
    lost: lost.signal,
    release: async () => {
      clearInterval(renewing);
      await redis
        .eval(releaseScript, 1, key, token)
        .catch((error: unknown) => log.warn({ err: error }, 'consumer lock not released'));
    },
  };
}

function groups(redis: Redis): Pick<LogStorage, 'groupState' | 'countAttempt' | 'advance'> {
  return {
    groupState: async (stream, group) => {
      const { cursor = '0-0', attempts = '0' } = await redis.hgetall(keyOf(stream, `group:${group}`));
      return { cursor, attempts: Number(attempts) };
    },
    countAttempt: async (stream, group) => {
      await redis.hincrby(keyOf(stream, `group:${group}`), 'attempts', 1);
    },
    advance: async (stream, group, cursor) => {
      await redis.hset(keyOf(stream, `group:${group}`), { cursor, attempts: 0 });
    },
  };
}

function deadLetters(
  redis: Redis,
): Pick<LogStorage, 'bury' | 'deadLetters' | 'queueDeadLetters' | 'queuedDeadLetters' | 'settle'> {
  const read = async (stream: string, group: string) => {
    const all = Object.entries(await redis.hgetall(keyOf(stream, `dead:${group}`)));
    return all
      .map(([cursor, json]) => ({ cursor, ...deadLetter.parse(JSON.parse(json)) }))
      .map((letter) => ({ ...letter, event: parseEvent(letter.event) }))
      .sort((a, b) => compareIds(a.cursor, b.cursor));
  };
  const write = (stream: string, group: string, cursor: string, letter: z.infer<typeof deadLetter>) =>
    redis.hset(keyOf(stream, `dead:${group}`), cursor, JSON.stringify(letter));
  return {
    bury: async (stream, group, { cursor, event }, reason) => {
      await write(stream, group, cursor, { event, reason, diedAt: new Date(), isQueued: false });
    },
    deadLetters: async (stream, group) =>
      (await read(stream, group)).map(({ cursor, event, reason, diedAt }) => ({ cursor, event, reason, diedAt })),
    queueDeadLetters: async (stream, group) => {
      const letters = await read(stream, group);
      for (const { cursor, ...letter } of letters) await write(stream, group, cursor, { ...letter, isQueued: true });
      await redis.publish(keyOf(stream, 'news'), '');
      return letters.length;
    },
    queuedDeadLetters: async (stream, group) => (await read(stream, group)).filter(({ isQueued }) => isQueued),
    settle: async (stream, group, cursor) => {
      const letter = (await read(stream, group)).find((candidate) => candidate.cursor === cursor);
      if (letter?.isQueued) await redis.hdel(keyOf(stream, `dead:${group}`), cursor);
    },
  };
}

function toStored(id: string, json: string | undefined): StoredEvent {
  return { cursor: id, event: parseEvent(JSON.parse(json ?? 'null')) };
}

function compareIds(a: string, b: string): number {
  const [aTime = 0, aSequence = 0] = parseCursor(a).split('-').map(Number);
  const [bTime = 0, bSequence = 0] = parseCursor(b).split('-').map(Number);
  return aTime - bTime || aSequence - bSequence;
}

function parseCursor(cursor: string): string {
  if (!/^\d{1,16}-\d{1,16}$/.test(cursor))
    throw new ClientError('BAD_USER_INPUT', '`after` is not a cursor of this stream.');
  return cursor;
}

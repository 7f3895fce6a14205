import type { Logger, Redis } from '@conea/platform';
import { setTimeout as wait } from 'node:timers/promises';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import { positionOf, type Position } from './invalidations.ts';
import { parseStreamId, readStream, readStreamInfo } from './redis-stream.ts';
import type { RedisCommands } from './redis-commands.ts';

/** Who hears of invalidations. */
export type InvalidationListener = {
  onInvalidation(labels: readonly string[], position: Position): void;
  /** What was invalidated up to there is no longer told. */
  onForgotten(position: Position): void;
  /** The stream has begun anew: what it said last may be lost. */
  onReset(): void;
};

export type FollowOptions = {
  redis: Redis;
  commands: RedisCommands;
  config: Pick<ResponseCacheConfig['redis'], 'max_invalidations'>;
  listener: InvalidationListener;
  log: Logger;
};

const key = 'conea:router:cache:invalidations';
const field = 'labels';
/** A read waits for so long, and may come so late; then this router is no longer in step. */
const [blockTime, maxSilence] = [1_000, 3_000];
const [batchSize, retryInterval, beginning] = [1_000, 200, '0-0'];

/** Follows the stream of invalidations from its beginning, and adds to it. */
export function followInvalidations({ redis, commands, config, listener, log }: FollowOptions) {
  const client = redis.duplicate({ commandTimeout: maxSilence });
  client.on('error', () => undefined);
  let [cursor, heardAt, inStepAt, isClosed, isLost] = [beginning, 0, Date.now(), false, false];

  /** What is missing between the last that was read and the first that is there. */
  const checkGap = async () => {
    const { lastId, forgottenId } = await readStreamInfo(client, key);
    if (positionOf(...parseStreamId(lastId)) < positionOf(...parseStreamId(cursor))) {
      cursor = beginning;
      listener.onReset();
    }
    const forgotten = positionOf(...parseStreamId(forgottenId));
    if (forgotten > positionOf(...parseStreamId(cursor))) listener.onForgotten(forgotten);
  };
  const readBatch = async (block: number | null) => {
    const batch = await readStream(client, { key, field, cursor, count: batchSize, block });
    for (const { id, labels } of batch) listener.onInvalidation(labels, positionOf(...parseStreamId(id)));
    cursor = batch.at(-1)?.id ?? cursor;
    return batch.length;
  };
  const catchUp = async () => {
    do await checkGap();
    while ((await readBatch(null)) === batchSize);
  };
  const follow = async () => {
    await catchUp();
    isLost = false;
    while (!isClosed) {
      heardAt = inStepAt = Date.now();
      if ((await readBatch(blockTime)) === batchSize) await catchUp();
    }
  };
  const run = async () => {
    while (!isClosed) {
      await follow().catch((error: unknown) => {
        if (!isClosed && !isLost) log.warn({ err: error }, 'invalidations of other routers lost');
        isLost = true;
        heardAt = 0;
      });
      if (!isClosed) await wait(retryInterval, undefined, { ref: false });
    }
  };
  void run();
  return {
    isInStep: () => Date.now() - heardAt < maxSilence,
    age: () => (Date.now() - inStepAt) / 1_000,
    publish: async (labels: readonly string[]): Promise<Position> => {
      const text = JSON.stringify(labels);
      const id = await commands.insist((connection) =>
        connection.xadd(key, 'MAXLEN', '~', config.max_invalidations, '*', field, text),
      );
      return positionOf(...parseStreamId(id ?? ''));
    },
    close: () => {
      isClosed = true;
      client.disconnect();
    },
  };
}

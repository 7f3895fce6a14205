import type { Logger, Redis } from '@conea/platform';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import { endOf, parseEntry } from './entry.ts';
import type { InvalidationListener } from './redis-invalidations.ts';
import { followInvalidations } from './redis-invalidations.ts';
import { createRedisLeases } from './redis-leases.ts';
import { redisKey } from './redis-key.ts';
import { createRedisCommands } from './redis-commands.ts';
import type { SharedCache } from './shared-cache.ts';

export type RedisCacheOptions = {
  redis: Redis;
  config: ResponseCacheConfig['redis'];
  listener: InvalidationListener;
  onLookup(result: 'hit' | 'miss', count: number): void;
  log: Logger;
};

// One answer of Redis should not hold up those of others.
const maxKeys = 1_000;

/** Holds what routers share in Redis: entries under digests of their keys, and the invalidations as a stream whose ids are the order of all. */
export function createRedisCache({ redis, config, listener, onLookup, log }: RedisCacheOptions): SharedCache {
  const commands = createRedisCommands(redis, config.timeout);
  const invalidations = followInvalidations({ redis, commands, config, listener, log });
  const findSome = async (keys: readonly string[]) => {
    const texts = await commands.run((client) => client.mget(keys.map(redisKey)), null);
    return keys.map((_, index) => parseEntry(texts?.[index] ?? null));
  };
  return {
    isInStep: () => invalidations.isInStep() && !commands.areLost(),
    age: invalidations.age,
    find: async (keys) => {
      const slices = Array.from({ length: Math.ceil(keys.length / maxKeys) }, (_, index) =>
        keys.slice(index * maxKeys, (index + 1) * maxKeys),
      );
      const found = (await Promise.all(slices.map(findSome))).flat();
      const hits = found.filter((entry) => entry !== null).length;
      onLookup('hit', hits);
      onLookup('miss', found.length - hits);
      return found;
    },
    set: (key, entry) => {
      const rest = Math.ceil(endOf(entry) - Date.now());
      const text = JSON.stringify(entry);
      if (rest <= 0 || text.length > config.max_entry_bytes) return;
      void commands.run((client) => client.set(redisKey(key), text, 'PX', rest), null);
    },
    leases: createRedisLeases(commands, config),
    publish: invalidations.publish,
    close: () => {
      invalidations.close();
      commands.close();
    },
  };
}

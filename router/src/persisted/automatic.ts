import { LRUCache } from 'lru-cache';
import type { ApqConfig } from '../config/persisted-queries.ts';
import type { Redis } from '../redis.ts';
import type { RouterMetrics } from '../telemetry/metrics.ts';

/** Query texts by their SHA-256, as clients registered them. */
export type AutomaticQueries = {
  find(hash: string): Promise<string | null>;
  remember(hash: string, query: string): void;
};

const keyOf = (hash: string) => `conea:router:apq:${hash}`;

/** In memory, and in Redis for the other routers; what Redis does not answer is as good as unknown. */
export function createAutomaticQueries(
  { router: { cache } }: ApqConfig,
  redis: Redis | null,
  onLookup: RouterMetrics['cacheLookup'],
): AutomaticQueries {
  const known = new LRUCache<string, string>({
    max: cache.in_memory.limit,
    maxSize: cache.in_memory.max_bytes,
    sizeCalculation: (query) => query.length + 64,
  });
  return {
    find: async (hash) => {
      const query = known.get(hash);
      onLookup({ kind: 'apq', storage: 'memory', result: query === undefined ? 'miss' : 'hit' });
      if (query !== undefined || redis === null) return query ?? null;
      const shared = await redis.get(keyOf(hash)).catch(() => null);
      onLookup({ kind: 'apq', storage: 'redis', result: shared === null ? 'miss' : 'hit' });
      if (shared !== null) known.set(hash, shared);
      return shared;
    },
    remember: (hash, query) => {
      if (known.has(hash)) return;
      known.set(hash, query);
      redis?.set(keyOf(hash), query, 'PX', cache.redis.ttl).catch(() => undefined);
    },
  };
}

import { LRUCache } from 'lru-cache';
import type { ApqConfig } from '../config/persisted-queries.ts';
import type { RouterMetrics } from '../telemetry/metrics.ts';
import type { SharedQueries } from './shared-queries.ts';

/** Query texts by their SHA-256, as clients registered them. */
export type AutomaticQueries = {
  find(hash: string): Promise<string | null>;
  remember(hash: string, query: string): void;
};

/** In memory, and where others find them too; what is not answered there is as good as unknown. */
export function createAutomaticQueries(
  config: ApqConfig,
  shared: SharedQueries | null,
  onLookup: RouterMetrics['cacheLookup'],
): AutomaticQueries {
  const known = createQueryMemory(config);
  return {
    find: async (hash) => {
      const query = known.get(hash);
      onLookup({ kind: 'apq', storage: 'memory', result: query === undefined ? 'miss' : 'hit' });
      if (query !== undefined || shared === null) return query ?? null;
      const found = await shared.find(hash).catch(() => null);
      onLookup({ kind: 'apq', storage: shared.storage, result: found === null ? 'miss' : 'hit' });
      if (found !== null) known.set(hash, found);
      return found;
    },
    remember: (hash, query) => {
      if (known.has(hash)) return;
      known.set(hash, query);
      shared?.remember(hash, query);
    },
  };
}

/** As many texts as a process may hold. */
export function createQueryMemory({ router: { cache } }: ApqConfig): LRUCache<string, string> {
  return new LRUCache({
    max: cache.in_memory.limit,
    maxSize: cache.in_memory.max_bytes,
    sizeCalculation: (query) => query.length + 64,
  });
}

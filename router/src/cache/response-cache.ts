import type { ResponseCacheConfig } from '../config/response-cache.ts';
import type { Engine } from '../engine/engine.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { RouterMetrics } from '../telemetry/metrics.ts';
import type { Lookup } from './cache-status.ts';
import { createCachingEngine } from './caching-engine.ts';
import { labelsOf, type InvalidationRequest } from './invalidation-request.ts';
import { createInvalidations } from './invalidations.ts';
import { createMemoryStore } from './memory-store.ts';

/** What a router holds of the answers of subgraphs, whichever version of the graph asked. */
export type ResponseCache = {
  engineOver(subgraphs: Subgraphs): Engine;
  /** What was fetched before is not given any longer; answers how much of it was dropped from memory. */
  invalidate(requests: readonly InvalidationRequest[]): Promise<number>;
};

export function createResponseCache(config: ResponseCacheConfig, metrics: RouterMetrics): ResponseCache {
  const store = createMemoryStore({
    ...config.in_memory,
    onChange: (change, bytes) => {
      metrics.responseCacheChange({ change });
      metrics.responseCacheBytes({}, bytes);
    },
  });
  const onLookup = ({ subgraph, held, stale, fetched }: Lookup) => {
    const counts = { hit: held - stale, stale, miss: fetched };
    for (const [result, count] of Object.entries(counts))
      if (count > 0) metrics.responseCacheLookup({ subgraph, result }, count);
  };
  const invalidations = createInvalidations(config.invalidation.max_labels);
  return {
    engineOver: (subgraphs) => createCachingEngine(subgraphs, { config, store, invalidations, onLookup }),
    invalidate: async (requests) => {
      for (const { kind } of requests) metrics.invalidation({ kind });
      const labels = requests.flatMap(labelsOf);
      invalidations.mark(labels);
      return store.drop(labels);
    },
  };
}

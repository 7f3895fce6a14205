import type { ResponseCacheConfig } from '../config/response-cache.ts';
import type { Engine } from '../engine/engine.ts';
import type { Subgraphs } from '../subgraphs.ts';
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

export function createResponseCache(config: ResponseCacheConfig): ResponseCache {
  const store = createMemoryStore(config.in_memory);
  const invalidations = createInvalidations(config.invalidation.max_labels);
  return {
    engineOver: (subgraphs) => createCachingEngine(subgraphs, { config, store, invalidations }),
    invalidate: async (requests) => {
      const labels = requests.flatMap(labelsOf);
      invalidations.mark(labels);
      return store.drop(labels);
    },
  };
}

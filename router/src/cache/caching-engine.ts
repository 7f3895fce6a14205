import { createEngine, type Engine } from '../engine/engine.ts';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import type { Subgraphs } from '../subgraphs.ts';
import { createCachedSubgraphs } from './cached-subgraphs.ts';

/** An engine whose queries may be answered from the cache. Mutations and events never are: what just changed would be missing. */
export function createCachingEngine(subgraphs: Subgraphs, config: ResponseCacheConfig): Engine {
  const direct = createEngine(subgraphs);
  if (!config.enabled) return direct;
  const cached = createEngine(createCachedSubgraphs(subgraphs, config));
  return {
    execute: (operation, variables, context) =>
      (operation.kind === 'query' ? cached : direct).execute(operation, variables, context),
    executeEvent: direct.executeEvent,
  };
}

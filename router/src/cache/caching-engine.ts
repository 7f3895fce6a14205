import { createEngine, type Engine } from '../engine/engine.ts';
import type { Subgraphs } from '../subgraphs.ts';
import { createCachedSubgraphs, type CacheParts } from './cached-subgraphs.ts';

/** An engine whose queries may be answered from the cache. Mutations and events never are: what just changed would be missing. */
export function createCachingEngine(subgraphs: Subgraphs, parts: CacheParts): Engine {
  const direct = createEngine(subgraphs);
  if (!parts.config.enabled) return direct;
  const cached = createEngine(createCachedSubgraphs(subgraphs, parts));
  return {
    execute: (operation, variables, context) =>
      (operation.kind === 'query' ? cached : direct).execute(operation, variables, context),
    executeEvent: direct.executeEvent,
    deliver: (operation, variables, context) =>
      (operation.kind === 'query' ? cached : direct).deliver(operation, variables, context),
  };
}

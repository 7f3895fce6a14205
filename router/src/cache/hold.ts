import { cachingOf, type ResponseCacheConfig } from '../config/response-cache.ts';
import type { SubgraphResponse } from '../subgraphs.ts';
import { parseCachePolicy } from './cache-policy.ts';
import type { Freshness } from '../engine/freshness.ts';
import { createTimes } from './entry.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Piece } from './pieces.ts';
import type { ScopedKeys } from './scopes.ts';

export type Arrived = {
  subgraph: string;
  response: SubgraphResponse;
  pieces: readonly Piece[];
  keys: readonly ScopedKeys[];
  /** When its request was sent. */
  askedAt: number;
};

/** Holds the pieces of an answer that may be held; answers how long it holds. */
export type Hold = (arrived: Arrived) => Freshness | null;

export function createHold(store: MemoryStore, config: ResponseCacheConfig): Hold {
  return ({ subgraph, response, pieces, keys, askedAt }) => {
    const policy = response.caching ? parseCachePolicy(response.caching, cachingOf(config, subgraph).ttl) : null;
    if (!policy) return null;
    const times = createTimes(policy, askedAt, config);
    for (const [index, { value, isComplete }] of pieces.entries()) {
      const key = policy.isPublic ? keys[index]?.public : keys[index]?.own;
      if (isComplete && typeof key === 'string') store.set(key, { text: JSON.stringify(value), ...times });
    }
    return times;
  };
}

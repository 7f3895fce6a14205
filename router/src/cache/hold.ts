import { cachingOf, type ResponseCacheConfig } from '../config/response-cache.ts';
import type { SubgraphResponse } from '../subgraphs.ts';
import { parseCachePolicy } from './cache-policy.ts';
import { createEntry } from './entry.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Piece } from './pieces.ts';
import type { Scope, ScopedKeys } from './scopes.ts';

export type Arrived = {
  subgraph: string;
  response: SubgraphResponse;
  pieces: readonly Piece[];
  keys: readonly ScopedKeys[];
  /** When its request was sent. */
  askedAt: number;
};

/** Holds the pieces of an answer that may be held; answers for whom they are. */
export type Hold = (arrived: Arrived) => Scope;

export function createHold(store: MemoryStore, config: ResponseCacheConfig): Hold {
  return ({ subgraph, response, pieces, keys, askedAt }) => {
    const policy = response.caching ? parseCachePolicy(response.caching, cachingOf(config, subgraph).ttl) : null;
    if (!policy) return 'nobody';
    for (const [index, { value, isComplete }] of pieces.entries()) {
      const key = policy.isPublic ? keys[index]?.public : keys[index]?.own;
      if (isComplete && typeof key === 'string')
        store.set(key, createEntry(JSON.stringify(value), policy, askedAt, config));
    }
    return policy.isPublic ? 'everybody' : 'caller';
  };
}

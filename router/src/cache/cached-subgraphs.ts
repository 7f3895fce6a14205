import { LRUCache } from 'lru-cache';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import { isObject } from '../engine/result.ts';
import { callerClass } from '../traffic/caller-class.ts';
import type { SubgraphRequest, SubgraphResponse, Subgraphs } from '../subgraphs.ts';
import { parseCachePolicy } from './cache-policy.ts';

/**
 * Subgraphs whose answers are held for as long as they say. What is not public is held for its caller alone, and for nobody who is
 * not signed in.
 */
export function createCachedSubgraphs(
  subgraphs: Subgraphs,
  { in_memory, max_ttl: maxLifetime }: ResponseCacheConfig,
): Subgraphs {
  const held = new LRUCache<string, string>({
    maxSize: in_memory.max_bytes,
    sizeCalculation: (data, key) => 2 * (data.length + key.length) + 128,
  });
  const load = async (request: SubgraphRequest): Promise<SubgraphResponse> => {
    const response = await subgraphs.fetch(request);
    const policy = parseCachePolicy(response.cacheControl ?? null);
    if (response.data === null || response.errors.length > 0 || !policy) return response;
    const key = policy.isPublic ? publicKey(request) : privateKey(request);
    if (key !== null) held.set(key, JSON.stringify(response.data), { ttl: Math.min(policy.lifetime, maxLifetime) });
    return response;
  };
  const find = (request: SubgraphRequest): unknown => {
    const own = privateKey(request);
    const text = (own === null ? undefined : held.get(own)) ?? held.get(publicKey(request));
    // Parsed for each, since it is merged into a response.
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    fetch: async (request) => {
      if (!request.isShareable) return subgraphs.fetch(request);
      const data = find(request);
      return isObject(data) ? { data, errors: [] } : load(request);
    },
    close: subgraphs.close,
  };
}

const publicKey = ({ subgraph, body }: SubgraphRequest) => `public\n${subgraph}\n${body}`;

function privateKey({ subgraph, body, caller }: SubgraphRequest): string | null {
  return caller.user === null ? null : `private\n${callerClass(caller)}\n${subgraph}\n${body}`;
}

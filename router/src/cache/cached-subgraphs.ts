import { cachingOf, type ResponseCacheConfig } from '../config/response-cache.ts';
import type { SubgraphResponse, Subgraphs } from '../subgraphs.ts';
import type { Lookup } from './cache-status.ts';
import { isFresh, usableUntil } from './entry.ts';
import { createHold } from './hold.ts';
import { createLoad, type Ask } from './load.ts';
import { createLook } from './look.ts';
import type { Invalidations } from './invalidations.ts';
import type { MemoryStore } from './memory-store.ts';
import { heldPart, joinParts, rescue } from './part.ts';
import { createPieces } from './pieces.ts';
import { createScopedKeys } from './scopes.ts';
import type { SharedCache } from './shared-cache.ts';

/** What all who use one cache have in common. */
export type CacheParts = {
  config: ResponseCacheConfig;
  store: MemoryStore;
  invalidations: Invalidations;
  /** Null: this router shares nothing. */
  shared: SharedCache | null;
  onLookup(lookup: Lookup): void;
};

/** Subgraphs whose answers are held for as long as they say: each entity by itself, of anything else the whole. */
export function createCachedSubgraphs(subgraphs: Subgraphs, parts: CacheParts): Subgraphs {
  const { config, onLookup } = parts;
  const look = createLook(parts);
  const load = createLoad(subgraphs, parts, look, createHold(parts));

  const answer = async (ask: Ask): Promise<SubgraphResponse> => {
    const { subgraph } = ask.request;
    const places = [...ask.keys.keys()];
    const held = await look(ask.keys, places);
    const now = Date.now();
    const isUsable = (place: number) => now < usableUntil(held.get(place));
    const [usable, missing] = [places.filter(isUsable), places.filter((place) => !isUsable(place))];
    const outdated = usable.filter((place) => !isFresh(held.get(place)));
    // Nobody waits for it, and what fails is tried by the next who asks.
    if (outdated.length > 0) load(ask, outdated).catch(() => undefined);
    const loaded = missing.length > 0 ? await load(ask, missing) : [];
    const found = [heldPart(held, usable), ...loaded.flatMap((part) => rescue(part, held))];
    const response = joinParts(ask.pieces, found);
    const counts = { held: usable.length, stale: outdated.length, fetched: missing.length };
    const stored = loaded.reduce((sum, part) => sum + part.stored, 0);
    const lookup = { subgraph, ...counts, stored, freshUntil: response.freshness?.freshUntil ?? null };
    onLookup(lookup);
    return { ...response, lookup };
  };
  return {
    fetch: async (request) => {
      const { question, subgraph, isShareable, headers } = request;
      const isHeld = isShareable && !headers?.isPersonal && cachingOf(config, subgraph).enabled;
      if (!question || !isHeld) return subgraphs.fetch(request);
      const pieces = createPieces(subgraph, question);
      const operation = `${subgraph}\n${question.operation}`;
      return answer({ request, operation, pieces, keys: pieces.keys.map(createScopedKeys(request)) });
    },
    close: subgraphs.close,
  };
}

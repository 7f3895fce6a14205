import { cachingOf, type ResponseCacheConfig } from '../config/response-cache.ts';
import type { SubgraphResponse, Subgraphs } from '../subgraphs.ts';
import { valueOf, type Entry } from './entry.ts';
import { createHold } from './hold.ts';
import { createLoad, type Ask, type Part } from './load.ts';
import { createLook } from './look.ts';
import { createMemoryStore } from './memory-store.ts';
import { createPieces } from './pieces.ts';
import { createScopedKeys } from './scopes.ts';

type Held = ReadonlyMap<number, Entry>;

/** Subgraphs whose answers are held for as long as they say: each entity by itself, of anything else the whole. */
export function createCachedSubgraphs(subgraphs: Subgraphs, config: ResponseCacheConfig): Subgraphs {
  const store = createMemoryStore(config.in_memory);
  const look = createLook(store);
  const load = createLoad(subgraphs, look, createHold(store, config));

  const answer = async (ask: Ask): Promise<SubgraphResponse> => {
    const places = [...ask.keys.keys()];
    const held = look(ask.keys, places);
    const now = Date.now();
    const isUsable = ({ freshUntil, revalidateUntil }: Entry) => now < Math.max(freshUntil, revalidateUntil);
    const usable = new Map([...held].filter(([, entry]) => isUsable(entry)));
    const missing = places.filter((place) => !usable.has(place));
    const outdated = [...usable].flatMap(([place, { freshUntil }]) => (now < freshUntil ? [] : [place]));
    // Nobody waits for it, and what fails is tried by the next who asks.
    if (outdated.length > 0) load(ask, outdated).catch(() => undefined);
    const parts = missing.length > 0 ? await load(ask, missing) : [];
    return complete(ask, held, usable, parts);
  };
  return {
    fetch: async (request) => {
      const { question, subgraph, isShareable, caller } = request;
      if (!question || !isShareable || !cachingOf(config, subgraph).enabled) return subgraphs.fetch(request);
      const pieces = createPieces(subgraph, question);
      const operation = `${subgraph}\n${question.operation}`;
      return answer({ request, operation, pieces, keys: pieces.keys.map(createScopedKeys(caller)) });
    },
    close: subgraphs.close,
  };
}

/** The answer of what was held and what came; what came to nothing may give way to what is older (`stale-if-error`). */
function complete({ pieces, keys }: Ask, held: Held, usable: Held, parts: readonly Part[]): SubgraphResponse {
  const now = Date.now();
  const values: unknown[] = keys.map((_, place) => valueOf(usable.get(place)) ?? null);
  const lastResort = (place: number) => {
    const entry = held.get(place);
    return entry && now < entry.useOnErrorUntil ? entry : undefined;
  };
  for (const { places, values: came, isUnanswered } of parts)
    for (const [index, place] of places.entries())
      values[place] = (isUnanswered ? valueOf(lastResort(place)) : came[index]) ?? null;
  const failures = parts.filter(({ isUnanswered }) => isUnanswered);
  const failure = failures.find(({ places }) => !places.every(lastResort));
  const answered = parts.filter(({ isUnanswered }) => !isUnanswered);
  // One is enough to say that the subgraph did not answer.
  const errors = [...answered, failure ?? []].flat().flatMap((part) => part.errors);
  return { data: pieces.join(values), errors };
}

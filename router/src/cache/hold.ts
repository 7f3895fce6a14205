import { cachingOf } from '../config/response-cache.ts';
import type { SubgraphResponse } from '../subgraphs.ts';
import type { CacheParts } from './cached-subgraphs.ts';
import { parseCachePolicy } from './cache-policy.ts';
import { createTimes } from './entry.ts';
import type { Position } from './invalidations.ts';
import { label } from './labels.ts';
import type { Ask } from './load.ts';
import type { Part } from './part.ts';
import type { Piece } from './pieces.ts';

export type Arrived = {
  response: SubgraphResponse;
  places: readonly number[];
  /** What it has at these places. */
  pieces: readonly Piece[];
  /** When its request was sent, and after which invalidations. */
  askedAt: number;
  position: Position;
};

/** What is known of an answer that came. */
export type Arrival = Pick<Part, 'freshness' | 'labels' | 'stored'>;

/** Holds the pieces of an answer that may be held. */
export type Hold = (ask: Ask, arrived: Arrived) => Arrival;

export function createHold({ config, store, shared, invalidations }: CacheParts): Hold {
  return ({ request, pieces, keys }, { response, places, pieces: found, askedAt, position }) => {
    const { subgraph } = request;
    const { headers = [] } = response;
    const policy = response.caching ? parseCachePolicy(response.caching, cachingOf(config, subgraph).ttl) : null;
    if (!policy) return { freshness: null, labels: [], stored: 0 };
    const times = createTimes(policy, askedAt, config);
    const labels = found.map(({ tags, isComplete }, index) => {
      const fixed = isComplete ? pieces.labels(places[index] ?? 0) : null;
      return fixed && tags.length > 0 ? [...fixed, ...tags.map((tag) => label.tag(subgraph, tag))] : fixed;
    });
    let stored = 0;
    for (const [index, { value, isComplete }] of found.entries()) {
      const scoped = keys[places[index] ?? 0];
      const [key, own] = [policy.isPublic ? scoped?.public : scoped?.own, labels[index] ?? null];
      // What changed while it was on its way may be missing in it.
      if (!isComplete || key == null || own === null || !invalidations.isCurrent(own, position)) continue;
      const entry = { text: JSON.stringify(value), labels: own, headers, position, ...times };
      store.set(key, entry);
      if (shared?.isInStep()) shared.set(key, entry);
      stored++;
    }
    return { freshness: times, labels, stored };
  };
}

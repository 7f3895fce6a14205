import type { Lookup } from '../cache/cache-status.ts';
import type { SubgraphResponse } from '../subgraphs.ts';

/** How long a part of an answer holds, in milliseconds since 1970, and whether it is the same for everybody. */
export type Freshness = { isPublic: boolean; bornAt: number; freshUntil: number };

/** What the answer of a subgraph says of itself. */
export type FreshnessOfPart = Pick<SubgraphResponse, 'freshness' | 'labels' | 'lookup'>;

/** What is known of all that went into an answer. */
export type FreshnessOfAnswer = {
  add(part: FreshnessOfPart): void;
  /** The least of all parts; null when one of them must not be held, or when there is none. */
  least(): Freshness | null;
  /** Those of all parts; null for what has none that are known. */
  labels(): readonly (readonly string[] | null)[];
  /** What the cache did. */
  lookups(): readonly Lookup[];
};

export function createFreshness(): FreshnessOfAnswer {
  let least: Freshness | null | undefined;
  const parts: FreshnessOfPart[] = [];
  return {
    add: (part) => {
      const { freshness = null } = part;
      parts.push(part);
      least = least === undefined ? freshness : leastOf(least, freshness);
    },
    least: () => least ?? null,
    labels: () => parts.flatMap(({ labels }) => labels ?? []),
    lookups: () => parts.flatMap(({ lookup }) => lookup ?? []),
  };
}

/** What holds for both. */
export function leastOf(one: Freshness | null, other: Freshness | null): Freshness | null {
  return (
    one &&
    other && {
      isPublic: one.isPublic && other.isPublic,
      bornAt: Math.min(one.bornAt, other.bornAt),
      freshUntil: Math.min(one.freshUntil, other.freshUntil),
    }
  );
}

/** How long a part of an answer holds, in milliseconds since 1970, and whether it is the same for everybody. */
export type Freshness = { isPublic: boolean; bornAt: number; freshUntil: number };

/** What is known of all that went into an answer. */
export type FreshnessOfAnswer = {
  /** Null: this part must not be held. Of each thing in it the labels, as far as they are known. */
  add(part: Freshness | null, labels: readonly (readonly string[] | null)[]): void;
  /** The least of all parts; null when one of them must not be held, or when there is none. */
  least(): Freshness | null;
  /** Those of all parts; null for what has none that are known. */
  labels(): readonly (readonly string[] | null)[];
};

export function createFreshness(): FreshnessOfAnswer {
  let least: Freshness | null | undefined;
  const known: (readonly (readonly string[] | null)[])[] = [];
  return {
    add: (part, labels) => {
      known.push(labels);
      least = least === undefined ? part : leastOf(least, part);
    },
    least: () => least ?? null,
    labels: () => known.flat(),
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

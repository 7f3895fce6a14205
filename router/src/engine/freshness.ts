/** How long a part of an answer holds, in milliseconds since 1970, and whether it is the same for everybody. */
export type Freshness = { isPublic: boolean; bornAt: number; freshUntil: number };

/** What is known of all that went into an answer. */
export type FreshnessOfAnswer = {
  /** Null: this part must not be held. */
  add(part: Freshness | null): void;
  /** The least of all parts; null when one of them must not be held, or when there is none. */
  least(): Freshness | null;
};

export function createFreshness(): FreshnessOfAnswer {
  let least: Freshness | null | undefined;
  return {
    add: (part) => {
      least = least === undefined ? part : leastOf(least, part);
    },
    least: () => least ?? null,
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

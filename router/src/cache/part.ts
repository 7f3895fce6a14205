import type { GraphQLFormattedError } from 'graphql';
import { leastOf, type Freshness } from '../engine/freshness.ts';
import type { SubgraphResponse } from '../subgraphs.ts';
import type { AnswerHeaders } from '../headers/answer-headers.ts';
import { valueOf, type Entry } from './entry.ts';
import type { Pieces } from './pieces.ts';

/** What was found for the places of a request. */
export type Held = ReadonlyMap<number, Entry>;

/** What there is of an answer at some places. */
export type Part = {
  places: readonly number[];
  /** None when nothing usable came. */
  values: readonly unknown[];
  errors: readonly GraphQLFormattedError[];
  /** How long it holds; null: it does not. */
  freshness: Freshness | null;
  /** Of each value; null for what has none that are known. */
  labels: readonly (readonly string[] | null)[];
  /** Of each answer that the values came in. */
  headers: readonly AnswerHeaders[];
  isUnanswered: boolean;
  /** How many of the values were fetched for it and are held now. */
  stored: number;
};

/** What is held at these places. */
export function heldPart(held: Held, places: readonly number[]): Part {
  const entries = places.flatMap((place) => held.get(place) ?? []);
  const freshness = entries.reduce<Freshness | null>(leastOf, entries[0] ?? null);
  const labels = entries.map((entry) => entry.labels);
  const headers = entries.flatMap((entry) => entry.headers);
  return {
    places,
    values: entries.map(valueOf),
    errors: [],
    freshness,
    labels,
    headers,
    isUnanswered: false,
    stored: 0,
  };
}

/** Where nothing usable came, what is older takes its place (`stale-if-error`). */
export function rescue(part: Part, held: Held): Part[] {
  if (!part.isUnanswered) return [part];
  const now = Date.now();
  const hasOlder = (place: number) => now < (held.get(place)?.useOnErrorUntil ?? 0);
  const lost = part.places.filter((place) => !hasOlder(place));
  return [heldPart(held, part.places.filter(hasOlder)), { ...part, places: lost }];
}

/** The answer that the parts make. */
export function joinParts(pieces: Pieces, parts: readonly Part[]): SubgraphResponse {
  const filled = parts.filter(({ places }) => places.length > 0);
  const values: unknown[] = pieces.keys.map(() => null);
  for (const part of filled)
    for (const [index, place] of part.places.entries()) values[place] = part.values[index] ?? null;
  const answered = filled.filter(({ isUnanswered }) => !isUnanswered);
  // One is enough to say that the subgraph did not answer.
  const failure = filled.find(({ isUnanswered }) => isUnanswered);
  const errors = [...answered, ...(failure ? [failure] : [])].flatMap((part) => part.errors);
  const least = filled.map(({ freshness }) => freshness).reduce(leastOf);
  const [labels, headers] = [filled.flatMap((part) => part.labels), filled.flatMap((part) => part.headers)];
  return { data: pieces.join(values), errors, freshness: least, labels, headers: distinct(headers) };
}

/** Hundreds of entities come in a few answers. */
function distinct(headers: readonly AnswerHeaders[]): readonly AnswerHeaders[] {
  if (headers.length < 2) return headers;
  return [...new Map([...new Set(headers)].map((some) => [JSON.stringify(some), some])).values()];
}

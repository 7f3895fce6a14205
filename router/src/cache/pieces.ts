import type { GraphQLFormattedError } from 'graphql';
import { isObject } from '../engine/result.ts';
import type { Question, SubgraphResponse } from '../subgraphs.ts';

/** What an answer has of a piece; what is not complete, or came with an error, must not be held. */
export type Piece = { value: unknown; isComplete: boolean; tags: readonly string[] };

/** A request as the pieces that are held one by one: the entities that it asks for, or its data as a whole. */
export type Pieces = {
  /** What each of them is, beside who asks. */
  keys: readonly string[];
  /** What each is invalidated by; null: it must not be held. */
  labels(place: number): readonly string[] | null;
  /** The body that asks for some of them, by their places. */
  bodyFor(places: readonly number[]): string;
  /** What an answer to that has of each. */
  read(response: SubgraphResponse, places: readonly number[]): Piece[];
  /** Errors of such an answer, with the places of the whole request. */
  relocate(errors: readonly GraphQLFormattedError[], places: readonly number[]): GraphQLFormattedError[];
  /** The data that has them; a missing one is null. */
  join(values: readonly unknown[]): SubgraphResponse['data'];
};

export function createPieces(subgraph: string, question: Question): Pieces {
  const { operation, variables, representations, bodyFor } = question;
  const key = `${subgraph}\n${operation}\n${variables}`;
  if (representations === null) return wholeAnswer(key, question);
  return {
    keys: representations.map((representation) => `${key}\n${representation}`),
    labels: (place) => question.labels(representations[place] ?? null),
    bodyFor: (places) => bodyFor(places.map((place) => representations[place] ?? '')),
    read: readEntities,
    relocate: (errors, places) => errors.map((error) => relocate(error, places)),
    join: (entities) => ({ _entities: entities }),
  };
}

function wholeAnswer(key: string, { bodyFor, labels }: Question): Pieces {
  return {
    keys: [key],
    labels: () => labels(null),
    bodyFor: () => bodyFor(null),
    read: ({ data, errors, tags }) => [
      { value: data, isComplete: isObject(data) && errors.length === 0, tags: tags?.answer ?? [] },
    ],
    relocate: (errors) => [...errors],
    join: ([data]) => (isObject(data) ? data : null),
  };
}

function readEntities({ data, errors, tags }: SubgraphResponse, places: readonly number[]): Piece[] {
  const found = data?.['_entities'];
  const entities: readonly unknown[] = Array.isArray(found) ? found : [];
  // An error that names no entity may be about any of them.
  const isLocated = errors.every(({ path }) => path?.[0] === '_entities' && typeof path[1] === 'number');
  const failed = new Set(errors.map(({ path }) => path?.[1]));
  const isWhole = isLocated && entities.length === places.length;
  return places.map((_, index) => {
    const value = entities[index] ?? null;
    const isComplete = isWhole && isObject(value) && !failed.has(index);
    return { value, isComplete, tags: tags?.entities[index] ?? [] };
  });
}

function relocate(error: GraphQLFormattedError, places: readonly number[]): GraphQLFormattedError {
  const [root, index, ...rest] = error.path ?? [];
  const place = typeof index === 'number' ? places[index] : undefined;
  return root === '_entities' && place !== undefined ? { ...error, path: [root, place, ...rest] } : error;
}

import type { GraphQLFormattedError } from 'graphql';
import { isObject } from '../engine/result.ts';
import type { Question, SubgraphResponse } from '../subgraphs.ts';

/** What an answer has of a piece; what is not complete, or came with an error, must not be held. */
export type Piece = { value: unknown; isComplete: boolean };

/** A request as the pieces that are held one by one: the entities that it asks for, or its data as a whole. */
export type Pieces = {
  /** What each of them is, beside who asks. */
  keys: readonly string[];
  /** The body that asks for some of them, by their places. */
  bodyFor(places: readonly number[]): string;
  /** What an answer to that has of each. */
  read(response: SubgraphResponse, places: readonly number[]): Piece[];
  /** Errors of such an answer, with the places of the whole request. */
  relocate(errors: readonly GraphQLFormattedError[], places: readonly number[]): GraphQLFormattedError[];
  /** The data that has them; a missing one is null. */
  join(values: readonly unknown[]): SubgraphResponse['data'];
};

export function createPieces(subgraph: string, { operation, variables, representations, bodyFor }: Question): Pieces {
  const key = `${subgraph}\n${operation}\n${variables}`;
  if (representations === null) return wholeAnswer(key, bodyFor);
  return {
    keys: representations.map((representation) => `${key}\n${representation}`),
    bodyFor: (places) => bodyFor(places.map((place) => representations[place] ?? '')),
    read: readEntities,
    relocate: (errors, places) => errors.map((error) => relocate(error, places)),
    join: (entities) => ({ _entities: entities }),
  };
}

function wholeAnswer(key: string, bodyFor: Question['bodyFor']): Pieces {
  return {
    keys: [key],
    bodyFor: () => bodyFor(null),
    read: ({ data, errors }) => [{ value: data, isComplete: isObject(data) && errors.length === 0 }],
    relocate: (errors) => [...errors],
    join: ([data]) => (isObject(data) ? data : null),
  };
}

function readEntities({ data, errors }: SubgraphResponse, places: readonly number[]): Piece[] {
  const found = data?.['_entities'];
  const entities: readonly unknown[] = Array.isArray(found) ? found : [];
  // An error that names no entity may be about any of them.
  const isLocated = errors.every(({ path }) => path?.[0] === '_entities' && typeof path[1] === 'number');
  const failed = new Set(errors.map(({ path }) => path?.[1]));
  const isWhole = isLocated && entities.length === places.length;
  return places.map((_, index) => {
    const value = entities[index] ?? null;
    return { value, isComplete: isWhole && isObject(value) && !failed.has(index) };
  });
}

function relocate(error: GraphQLFormattedError, places: readonly number[]): GraphQLFormattedError {
  const [root, index, ...rest] = error.path ?? [];
  const place = typeof index === 'number' ? places[index] : undefined;
  return root === '_entities' && place !== undefined ? { ...error, path: [root, place, ...rest] } : error;
}

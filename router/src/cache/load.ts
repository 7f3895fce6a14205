import type { Freshness } from '../engine/freshness.ts';
import type { SubgraphRequest, Subgraphs } from '../subgraphs.ts';
import type { CacheParts } from './cached-subgraphs.ts';
import { isFresh } from './entry.ts';
import { createFlights } from './flights.ts';
import type { Hold } from './hold.ts';
import { createLeasedFetch } from './leased-fetch.ts';
import type { Look } from './look.ts';
import { heldPart, type Part } from './part.ts';
import type { Pieces } from './pieces.ts';
import { createScopeMemory, type Scope, type ScopedKeys } from './scopes.ts';

/** A request that is answered in pieces, and the keys of each. */
export type Ask = { request: SubgraphRequest; operation: string; pieces: Pieces; keys: readonly ScopedKeys[] };

/** Fetches some pieces of an answer. */
export type Load = (ask: Ask, places: readonly number[]) => Promise<Part[]>;

/**
 * What is on its way to somebody who may be given the same is waited for, so that many who miss it at once are one request; when it
 * turns out that it was for somebody alone, each fetches its own.
 */
export function createLoad(subgraphs: Subgraphs, { invalidations, shared }: CacheParts, look: Look, hold: Hold): Load {
  const scopes = createScopeMemory();
  const flights = createFlights<Part[]>();

  const fetchPart = async (ask: Ask, places: readonly number[]): Promise<Part> => {
    const { request, operation, pieces, keys } = ask;
    const [askedAt, position] = [Date.now(), invalidations.position()];
    const body = places.length === keys.length ? request.body : pieces.bodyFor(places);
    // What others may wait for goes on when the client leaves.
    const signal = scopes.of(operation) === 'nobody' ? request.signal : new AbortController().signal;
    const response = await subgraphs.fetch({ ...request, body, signal, position });
    const found = pieces.read(response, places);
    const arrival = hold(ask, { response, places, pieces: found, askedAt, position });
    const isUnanswered = response.isUnanswered ?? false;
    if (!isUnanswered) scopes.learn(operation, scopeOf(arrival.freshness));
    const errors = pieces.relocate(response.errors, places);
    const values = found.map(({ value }) => value);
    return { places, values, errors, headers: response.headers ?? [], isUnanswered, ...arrival };
  };
  const lookAgain = async (ask: Ask, places: readonly number[]): Promise<Part[]> => {
    const held = await look(ask.keys, places);
    const isHeld = (place: number) => isFresh(held.get(place));
    const [present, missing] = [places.filter(isHeld), places.filter((place) => !isHeld(place))];
    const part = heldPart(held, present);
    return missing.length === 0 ? [part] : [part, await fetchPart(ask, missing)];
  };
  const afterFlight = async (ask: Ask, flight: Promise<Part[]>, places: readonly number[]): Promise<Part[]> => {
    const failure = (await flight).find((part) => part.isUnanswered);
    return failure ? [{ ...failure, places }] : lookAgain(ask, places);
  };
  const fetchLeased = createLeasedFetch({
    ...{ shared, fetchPart, lookAgain },
    isForEverybody: ({ operation }) => scopes.of(operation) === 'everybody',
  });
  const depart = (ask: Ask, places: readonly number[], keyOf: (place: number) => string | null): Promise<Part[]> => {
    const parts = fetchLeased(ask, places);
    const keys = places.flatMap((place) => keyOf(place) ?? []);
    flights.start(keys, parts);
    return parts;
  };
  return async (ask, places) => {
    const scope = scopes.of(ask.operation);
    // What was sent before the last invalidation is not waited for.
    const keyOf = (place: number) => {
      const key = keyFor(scope, ask.keys[place]);
      return key === null ? null : `${invalidations.position()}\n${key}`;
    };
    const parts: Promise<Part[]>[] = [];
    for (const [flight, at] of Map.groupBy(places, (place) => flights.find(keyOf(place) ?? '')))
      parts.push(flight ? afterFlight(ask, flight, at) : depart(ask, at, keyOf));
    return (await Promise.all(parts)).flat();
  };
}

function scopeOf(freshness: Freshness | null): Scope {
  if (freshness === null) return 'nobody';
  return freshness.isPublic ? 'everybody' : 'caller';
}

function keyFor(scope: Scope, keys: ScopedKeys | undefined): string | null {
  if (scope === 'nobody' || !keys) return null;
  return scope === 'everybody' ? keys.public : keys.own;
}

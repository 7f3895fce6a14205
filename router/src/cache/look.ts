import type { CacheParts } from './cached-subgraphs.ts';
import { endOf, isFresh, type Entry } from './entry.ts';
import type { Held } from './part.ts';
import type { ScopedKeys } from './scopes.ts';

/** What is held for the pieces at some places: what is the caller's own comes before what is everybody's. */
export type Look = (keys: readonly ScopedKeys[], places: readonly number[]) => Promise<Held>;

/** Looks in memory and then in what the routers share; while that is lost, memory is believed for a short time only. */
export function createLook({ store, shared, invalidations, config }: CacheParts): Look {
  const { ttl_when_lost: trust } = config.redis;
  const isBelieved = (entry: Entry) => !shared || shared.isInStep() || Date.now() < entry.bornAt + trust;
  const findHere = (keys: ScopedKeys | undefined): Entry | undefined => {
    const entry = keys && ((keys.own === null ? undefined : store.find(keys.own)) ?? store.find(keys.public));
    return entry && isBelieved(entry) ? entry : undefined;
  };
  const findThere = async (keys: readonly string[]): Promise<ReadonlyMap<string, Entry>> => {
    const entries = (await shared?.find(keys)) ?? [];
    const found = new Map<string, Entry>();
    for (const [index, key] of keys.entries()) {
      const entry = entries[index];
      if (!entry || Date.now() >= endOf(entry) || !invalidations.isCurrent(entry.labels, entry.position)) continue;
      store.set(key, entry);
      found.set(key, entry);
    }
    return found;
  };
  return async (keys, places) => {
    const held = new Map<number, Entry>();
    for (const place of places) {
      const entry = findHere(keys[place]);
      if (entry) held.set(place, entry);
    }
    const missing = places.filter((place) => !isFresh(held.get(place)));
    if (missing.length === 0 || !shared?.isInStep()) return held;
    const scoped = missing.flatMap((place) => keys[place] ?? []);
    const there = await findThere(scoped.flatMap(({ own, public: open }) => (own === null ? [open] : [own, open])));
    for (const [index, { own, public: open }] of scoped.entries()) {
      const entry = there.get(own ?? open) ?? there.get(open);
      const place = missing[index];
      if (entry && place !== undefined) held.set(place, entry);
    }
    return held;
  };
}

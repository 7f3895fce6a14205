import type { Entry } from './entry.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Held } from './part.ts';
import type { ScopedKeys } from './scopes.ts';

/** What is held for the pieces at some places: what is the caller's own comes before what is everybody's. */
export type Look = (keys: readonly ScopedKeys[], places: readonly number[]) => Held;

export function createLook(store: MemoryStore): Look {
  const find = (keys: ScopedKeys | undefined): Entry | undefined => {
    if (!keys) return undefined;
    return (keys.own === null ? undefined : store.find(keys.own)) ?? store.find(keys.public);
  };
  return (keys, places) => {
    const found = new Map<number, Entry>();
    for (const place of places) {
      const entry = find(keys[place]);
      if (entry) found.set(place, entry);
    }
    return found;
  };
}

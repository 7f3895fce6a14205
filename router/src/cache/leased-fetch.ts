import type { Ask, Load } from './load.ts';
import type { Part } from './part.ts';
import type { SharedCache } from './shared-cache.ts';

export type LeasedFetchOptions = {
  shared: SharedCache | null;
  fetchPart(ask: Ask, places: readonly number[]): Promise<Part>;
  lookAgain: Load;
  /** Whether everybody may be given what is fetched: only then is there something to wait for. */
  isForEverybody(ask: Ask): boolean;
};

/** Fetches what no other router is fetching for all, and waits a little for the rest. */
export function createLeasedFetch({ shared, fetchPart, lookAgain, isForEverybody }: LeasedFetchOptions): Load {
  return async (ask, places) => {
    if (!shared?.isInStep() || !isForEverybody(ask)) return [await fetchPart(ask, places)];
    const { claim, release, settled } = shared.leases;
    const keysOf = (some: readonly number[]) => some.flatMap((place) => ask.keys[place]?.public ?? []);
    const claimed = await claim(keysOf(places));
    const [mine, theirs] = [places.filter((_, at) => claimed[at]), places.filter((_, at) => !claimed[at])];
    const fetchMine = async (): Promise<Part[]> => {
      if (mine.length === 0) return [];
      const part = await fetchPart(ask, mine);
      release(keysOf(mine));
      return [part];
    };
    const awaitTheirs = async (): Promise<Part[]> => {
      if (theirs.length === 0) return [];
      await settled(keysOf(theirs));
      return lookAgain(ask, theirs);
    };
    return (await Promise.all([fetchMine(), awaitTheirs()])).flat();
  };
}

/** What is on its way for a key, so that many who miss the same send one request. */
export type Flights<Landing> = {
  find(key: string): Promise<Landing> | undefined;
  /** Those who look for one of the keys meanwhile find this. */
  start(keys: readonly string[], flight: Promise<Landing>): void;
};

export function createFlights<Landing>(): Flights<Landing> {
  const flying = new Map<string, Promise<Landing>>();
  return {
    find: (key) => flying.get(key),
    start: (keys, flight) => {
      for (const key of keys) flying.set(key, flight);
      const land = () => {
        for (const key of keys) flying.delete(key);
      };
      flight.then(land, land);
    },
  };
}

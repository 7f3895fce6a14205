import { now } from '../graph.ts';

export type Tick = { cursor: string; number: number; sentAt: number; product: { upc: string } };

/** Numbered events, kept so that a subscription can begin behind any of them. */
export function createTickLog() {
  const ticks: Tick[] = [];
  let arrival = Promise.withResolvers<void>();

  return {
    append: (): void => {
      const number = ticks.length + 1;
      ticks.push({ cursor: String(number), number, sentAt: now(), product: { upc: `p${number % 10}` } });
      arrival.resolve();
      arrival = Promise.withResolvers();
    },
    /** All behind a cursor, or those from now on without one. */
    tail: async function* (after: string | null): AsyncGenerator<Tick, void, undefined> {
      let position = after === null ? ticks.length : Number(after);
      for (;;) {
        const tick = ticks[position];
        if (tick) {
          position++;
          yield tick;
        } else await arrival.promise;
      }
    },
  };
}

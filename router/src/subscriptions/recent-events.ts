import type { SharedEvent } from './shared-event.ts';

/** The last events of a feed that have a cursor, at most `capacity`. */
export function createRecentEvents(capacity: number) {
  const events: SharedEvent[] = [];
  return {
    add: (event: SharedEvent): void => {
      if (event.cursor !== null) events.push(event);
      if (events.length > capacity) events.shift();
    },
    /** The events behind a cursor; null when that place is not known, or not any longer. */
    behind: (cursor: string): readonly SharedEvent[] | null => {
      const place = events.findLastIndex((event) => event.cursor === cursor);
      return place < 0 ? null : events.slice(place + 1);
    },
  };
}

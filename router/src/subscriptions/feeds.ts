import type { FeedStart, Feed, Member } from './feed.ts';
import { startFeed } from './feed.ts';

export type FeedRequest = Pick<FeedStart, 'open'> & {
  /** The same for everybody who would get the same events; null: nobody else does. */
  key: string | null;
  /** The cursor of the client, or null. */
  after: string | null;
  /** Whether joining late misses nothing. */
  isLive: boolean;
};

/**
 * Finds the feed that a client can join without losing or repeating an event, or starts one. Two feeds of one key that meet at the same
 * cursor become one, so that whoever came late has a subscription of its own only until the next event.
 */
export function createFeeds(replayEvents: number) {
  const families = new Map<string, Set<Feed>>();
  let count = 0;

  const findPlace = (family: Iterable<Feed>, cursor: string, except?: Feed) => {
    for (const feed of family) {
      const missed = feed === except ? null : feed.behind(cursor);
      if (missed) return { feed, missed };
    }
    return null;
  };
  const start = ({ open, after }: FeedRequest, member: Member, family: Set<Feed>, onEmpty: () => void): Feed => {
    count++;
    return startFeed(
      {
        ...{ after, replayEvents, open },
        onEvent: (feed, { cursor }) => {
          const place = cursor === null ? null : findPlace(family, cursor, feed);
          if (place) feed.foldInto(place.feed, place.missed);
        },
        onEnd: (feed) => {
          count--;
          family.delete(feed);
          if (family.size === 0) onEmpty();
        },
      },
      member,
    );
  };

  return {
    /** How many feeds there are. */
    count: () => count,
    join: (request: FeedRequest, member: Member): void => {
      const { key, after, isLive } = request;
      const family = (key === null ? undefined : families.get(key)) ?? new Set();
      const place = after === null ? null : findPlace(family, after);
      if (place) return place.feed.join(member, place.missed);
      const feeds = [...family].filter((feed) => feed.after === after);
      const beginning = feeds.find((feed) => !feed.hasDelivered() || (isLive && after === null));
      if (beginning) return beginning.join(member, []);
      family.add(start(request, member, family, () => void (key !== null && families.delete(key))));
      if (key !== null) families.set(key, family);
    },
  };
}

export type Feeds = ReturnType<typeof createFeeds>;

import type { Caller } from '@conea/platform';
import type { Queue } from './queue.ts';
import { createRecentEvents } from './recent-events.ts';
import { createSharedEvent, type SharedEvent, type SourceEvent } from './shared-event.ts';

/** A client of a feed. */
export type Member = {
  caller: Caller;
  queue: Queue<SharedEvent>;
  feed: Feed | null;
  /** That of the last event in its queue; before that, where it began. */
  cursor: string | null;
};

export type FeedStart = {
  /** The cursor behind which it begins; null: as a subscription without a cursor does. */
  after: string | null;
  replayEvents: number;
  open(callerNow: () => Caller, signal: AbortSignal): AsyncGenerator<SourceEvent, void, undefined>;
  /** Called after each event was delivered, with the feed at that event. */
  onEvent(feed: Feed, event: SharedEvent): void;
  /** Called when it has no source or no members any longer. */
  onEnd(feed: Feed): void;
};

/** One subscription to a subgraph, and everybody who takes its events. */
export type Feed = {
  after: string | null;
  /** Before its first event nobody who joins can have missed anything. */
  hasDelivered(): boolean;
  /** The events behind a cursor, when it still knows that place. */
  behind(cursor: string): readonly SharedEvent[] | null;
  /** Adds a client that has to have these events first. */
  join(member: Member, missed: readonly SharedEvent[]): void;
  leave(member: Member): void;
  /** Moves all members to another feed, which goes on behind where this one is. */
  foldInto(other: Feed, missed: readonly SharedEvent[]): void;
};

export function startFeed({ after, replayEvents, open, onEvent, onEnd }: FeedStart, first: Member): Feed {
  const members = new Set<Member>();
  const over = new AbortController();
  const recent = createRecentEvents(replayEvents);
  let hasDelivered = false;
  let caller = first.caller;

  const end = () => {
    if (over.signal.aborted) return;
    over.abort();
    onEnd(feed);
  };
  const deliver = (event: SharedEvent) => {
    hasDelivered = true;
    recent.add(event);
    for (const member of members) give(member, event);
  };
  const run = async () => {
    for await (const event of open(() => caller, over.signal)) {
      if (over.signal.aborted) return;
      const shared = createSharedEvent(event);
      deliver(shared);
      onEvent(feed, shared);
    }
  };
  const feed: Feed = {
    after,
    hasDelivered: () => hasDelivered,
    behind: recent.behind,
    join: (member, missed) => {
      member.feed = feed;
      members.add(member);
      for (const event of missed) give(member, event);
    },
    leave: (member) => {
      members.delete(member);
      const [next] = members;
      if (!next) return end();
      if (caller === member.caller) caller = next.caller;
    },
    foldInto: (other, missed) => {
      for (const member of members) other.join(member, missed);
      members.clear();
      end();
    },
  };
  feed.join(first, []);
  const finish = (error?: Error) => {
    for (const { queue } of members) queue.end(error);
    members.clear();
    end();
  };
  run().then(
    () => finish(),
    (error: unknown) => finish(error instanceof Error ? error : new Error('the source failed', { cause: error })),
  );
  return feed;
}

function give(member: Member, event: SharedEvent): void {
  member.queue.push(event);
  member.cursor = event.cursor ?? member.cursor;
}

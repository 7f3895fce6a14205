import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Member } from '../src/subscriptions/feed.ts';
import { createFeeds } from '../src/subscriptions/feeds.ts';
import { createQueue } from '../src/subscriptions/queue.ts';
import type { SharedEvent, SourceEvent } from '../src/subscriptions/shared-event.ts';

/** A source whose subscriptions each deliver an event only when they are told to. */
function createSource() {
  let head = 0;
  const open = new Set<{ position: number; step(): void }>();
  return {
    head: () => head,
    place: () => void head++,
    subscriptions: () => [...open],
    open: async function* (after: string | null, signal: AbortSignal): AsyncGenerator<SourceEvent, void, undefined> {
      const subscription = { position: after === null ? head : Number(after), step: () => {} };
      open.add(subscription);
      const over = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      try {
        for (;;) {
          await Promise.race([new Promise<void>((resolve) => (subscription.step = resolve)), over]);
          if (signal.aborted) return;
          if (subscription.position === head) continue;
          subscription.position++;
          yield { data: {}, errors: [], cursor: String(subscription.position) };
        }
      } finally {
        open.delete(subscription);
      }
    },
  };
}

type Client = { member: Member; after: number | null; headAtJoin: number; seen: number[] };

async function read({ member, seen }: Client): Promise<void> {
  for (let next = await member.queue.next(); next; next = await member.queue.next()) {
    expect(next.dropped).toBe(0);
    seen.push(Number(next.item.cursor));
  }
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('place' as const) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('step' as const), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('join' as const), back: fc.option(fc.nat(8)) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), which: fc.nat(20) }) },
);
const caller = { requestId: 'req_1', ip: null, userAgent: null, user: null };

it.each([true, false])('whoever joins whenever misses and repeats nothing (live: %s)', async (isLive) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      async (actions, replayEvents) => {
        const source = createSource();
        const feeds = createFeeds(replayEvents);
        const clients: Client[] = [];
        const left = new Set<Client>();
        const join = (after: number | null) => {
          const queue = createQueue<SharedEvent>({ capacity: 1_000, whenFull: 'disconnect' });
          const client: Client = {
            member: { caller, queue, feed: null, cursor: null },
            after,
            headAtJoin: source.head(),
            seen: [],
          };
          const cursor = after === null ? null : String(after);
          feeds.join(
            { key: 'k', after: cursor, isLive, open: (_, signal) => source.open(cursor, signal) },
            client.member,
          );
          clients.push(client);
          return read(client);
        };
        const reading: Promise<void>[] = [];
        for (const step of actions) {
          if (step.kind === 'place') source.place();
          if (step.kind === 'step') source.subscriptions()[step.which % source.subscriptions().length]?.step();
          if (step.kind === 'join')
            reading.push(join(step.back === null ? null : Math.max(0, source.head() - step.back)));
          const leaving = step.kind === 'leave' ? clients[step.which % clients.length] : undefined;
          if (leaving) {
            left.add(leaving);
            leaving.member.feed?.leave(leaving.member);
          }
          await settle();
        }
        source.place();
        while (source.subscriptions().some(({ position }) => position < source.head())) {
          for (const subscription of source.subscriptions()) subscription.step();
          await settle();
        }
        expect(source.subscriptions().length).toBe(clients.length === left.size ? 0 : 1);
        for (const client of clients) {
          const { seen, after, headAtJoin } = client;
          const first = seen[0] ?? source.head() + 1;
          expect(seen).toEqual(seen.map((_, index) => first + index));
          if (after !== null && seen.length > 0) expect(first).toBe(after + 1);
          if (!left.has(client)) {
            expect(seen.at(-1)).toBe(source.head());
            expect(first).toBeLessThanOrEqual(headAtJoin + 1);
          }
          client.member.feed?.leave(client.member);
          client.member.queue.end();
        }
        await Promise.all(reading);
      },
    ),
    { numRuns: 300 },
  );
});

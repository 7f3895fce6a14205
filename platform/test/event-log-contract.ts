import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { newId, type ConeaEvent, type EventLog } from '@conea/platform';
import { until } from '../../test/support/until.ts';

export function anEvent(number: number): ConeaEvent {
  return {
    specversion: '1.0',
    id: newId('evt'),
    source: '/test',
    type: 'conea.test.counted',
    subject: `number_${number}`,
    time: '2026-11-24T09:00:00.000Z',
    datacontenttype: 'application/json',
    tenantid: 'org_test',
    data: { number },
  };
}

const someEvents = (count: number) => Array.from({ length: count }, (_, index) => anEvent(index));
const idsOf = (events: readonly ConeaEvent[]) => events.map(({ id }) => id);

/** What every event log promises, whatever it keeps its events in. `open` opens another client of the same log, as another process would. */
export function describeEventLog(name: string, open: () => Promise<EventLog>): void {
  describe(`event log in ${name}`, () => {
    let log: EventLog;
    let streams = 0;
    const aStream = () => `stream${++streams}`;

    beforeAll(async () => {
      log = await open();
    });
    afterAll(() => log.close());

    it('delivers a stream in order to each group, from its beginning', async () => {
      const stream = aStream();
      const events = someEvents(250);
      await log.append(stream, events.slice(0, 100));
      const received = { one: new Array<ConeaEvent>(), two: new Array<ConeaEvent>() };
      const one = log.consume(stream, 'one', async (event) => void received.one.push(event));
      const two = log.consume(stream, 'two', async (event) => void received.two.push(event));
      await log.append(stream, events.slice(100));
      await until('both groups have all', () => received.one.length === 250 && received.two.length === 250);
      await Promise.all([one.stop(), two.stop()]);
      expect(idsOf(received.one)).toEqual(idsOf(events));
      expect(idsOf(received.two)).toEqual(idsOf(events));
    });

    it('keeps an event once, however often it is appended', async () => {
      const stream = aStream();
      const events = someEvents(3);
      await log.append(stream, events);
      await log.append(stream, [...events, ...events, anEvent(3)]);
      const received: ConeaEvent[] = [];
      const consumer = log.consume(stream, 'group', async (event) => void received.push(event));
      await until('the last one came', () => received.length >= 4);
      await consumer.stop();
      expect(received.map(({ subject }) => subject)).toEqual(['number_0', 'number_1', 'number_2', 'number_3']);
    });

    it('keeps the newest events of a stream that is to be short, and whoever is behind goes on with those', async () => {
      const stream = aStream();
      const events = someEvents(500);
      const received: string[] = [];
      const first = log.consume(stream, 'group', async ({ id }) => void received.push(id));
      await log.append(stream, events.slice(0, 1));
      await until('the first one came', () => received.length === 1);
      await first.stop();
      for (let at = 1; at < events.length; at += 100)
        await log.append(stream, events.slice(at, at + 100), { keep: 50 });
      const second = log.consume(stream, 'group', async ({ id }) => void received.push(id));
      await until('the last one came', () => received.at(-1) === events.at(-1)?.id);
      await second.stop();
      // Redis trims whole nodes of a hundred.
      expect(received.length).toBeLessThan(202);
      expect(received.slice(-50)).toEqual(idsOf(events.slice(-50)));
    });

    it('lets one member of a group work at a time, and another go on where the first one stopped', async () => {
      const stream = aStream();
      const other = await open();
      const events = someEvents(40);
      await log.append(stream, events.slice(0, 20));
      const received: string[] = [];
      const first = log.consume(stream, 'group', async ({ id }) => void received.push(id));
      await until('the first member has its part', () => received.length === 20);
      const second = other.consume(stream, 'group', async ({ id }) => void received.push(id));
      await first.stop();
      await log.append(stream, events.slice(20));
      await until('the second member took over', () => received.length >= 40);
      await second.stop();
      await other.close();
      expect(received).toEqual(idsOf(events));
    });

    it('delivers again what a handler failed on, before anything later', async () => {
      const stream = aStream();
      const events = someEvents(3);
      await log.append(stream, events);
      const received: string[] = [];
      let failures = 2;
      const consumer = log.consume(stream, 'group', async ({ id }) => {
        if (id === events[1]?.id && failures-- > 0) throw new Error('not yet');
        received.push(id);
      });
      await until('all came', () => received.length === 3);
      await consumer.stop();
      expect(received).toEqual(idsOf(events));
    });

    it('gives an event up after five tries with its reason, goes on, and delivers it when it is replayed', async () => {
      const stream = aStream();
      const events = someEvents(2);
      const [poison, healthy] = events;
      await log.append(stream, events);
      const tries: string[] = [];
      let isMended = false;
      const consumer = log.consume(stream, 'group', async ({ id }) => {
        tries.push(id);
        if (id === poison?.id && !isMended) throw new Error('cannot read it');
      });
      await until('the neighbour came through', () => tries.includes(healthy?.id ?? ''), 30_000);
      expect(tries.filter((id) => id === poison?.id)).toHaveLength(5);
      expect(await log.deadLetters(stream, 'group')).toMatchObject([{ event: poison, reason: 'cannot read it' }]);

      isMended = true;
      expect(await log.replay(stream, 'group')).toBe(1);
      await until('the letter is gone', async () => (await log.deadLetters(stream, 'group')).length === 0);
      await consumer.stop();
      expect(tries.filter((id) => id === poison?.id)).toHaveLength(6);
    });

    it('hands over many events at once, in order, and goes on where another member of the group stopped', async () => {
      const stream = aStream();
      const other = await open();
      const events = someEvents(25);
      await log.append(stream, events);
      const batches: string[][] = [];
      const take = async (some: readonly ConeaEvent[]) => void batches.push(idsOf(some));
      const first = log.consumeBatches(stream, 'group', 10, take);
      await until('the first member has all', () => batches.flat().length === 25);
      await first.stop();
      const later = someEvents(5);
      await log.append(stream, later);
      const second = other.consumeBatches(stream, 'group', 10, take);
      await until('the second member has the rest', () => batches.flat().length >= 30);
      await second.stop();
      await other.close();
      expect(batches.flat()).toEqual(idsOf([...events, ...later]));
      expect(batches.map(({ length }) => length)).toEqual([10, 10, 5, 5]);
    });

    it('never gives up what a batch has, however often its handler fails', async () => {
      const stream = aStream();
      const events = someEvents(3);
      await log.append(stream, events);
      const tries: string[][] = [];
      const consumer = log.consumeBatches(stream, 'group', 2, async (some) => {
        tries.push(idsOf(some));
        if (tries.length <= 6) throw new Error('not yet');
      });
      await until('all came', () => tries.length === 8, 40_000);
      await consumer.stop();
      const [one, two, three] = idsOf(events);
      expect(tries).toEqual([...Array.from({ length: 7 }, () => [one, two]), [three]]);
      expect(await log.deadLetters(stream, 'group')).toEqual([]);
    });

    it('stops while a batch is being handled, and delivers it again', async () => {
      const stream = aStream();
      const events = someEvents(2);
      await log.append(stream, events);
      const begun = Promise.withResolvers<void>();
      const slow = log.consumeBatches(stream, 'group', 10, async (_, signal) => {
        begun.resolve();
        await once(signal, 'abort');
        throw new Error('stopped');
      });
      await begun.promise;
      await slow.stop();
      const received: string[] = [];
      const next = log.consumeBatches(stream, 'group', 10, async (some) => void received.push(...idsOf(some)));
      await until('the next one has them', () => received.length === 2);
      await next.stop();
      expect(received).toEqual(idsOf(events));
    });

    it('tails from a cursor without a gap or a duplicate while writers append at the same time', async () => {
      const stream = aStream();
      const other = await open();
      await log.append(stream, someEvents(5));
      const all = new AbortController();
      const seen: string[] = [];
      const cursors: string[] = [];
      const tailing = (async () => {
        for await (const { cursor, event } of log.tail(stream, { after: null, signal: all.signal })) {
          seen.push(event.id);
          cursors.push(cursor);
        }
      })();
      const written = Array.from({ length: 30 }, () => someEvents(10));
      await until('the tail follows', async () => {
        await log.append(stream, [anEvent(-1)]);
        return seen.length > 0;
      });
      await Promise.all(written.map((events, index) => (index % 2 ? log : other).append(stream, events)));
      const expected = new Set(written.flatMap(idsOf));
      await until('the tail has everything', () => seen.filter((id) => expected.has(id)).length === 300);
      all.abort();
      await tailing;
      expect(new Set(seen).size).toBe(seen.length);

      const rest = new AbortController();
      const resumed: string[] = [];
      for await (const { event } of other.tail(stream, { after: cursors[99], signal: rest.signal })) {
        resumed.push(event.id);
        if (resumed.length === seen.length - 100) rest.abort();
      }
      await other.close();
      expect(resumed).toEqual(seen.slice(100));
    });

    it('refuses a cursor that is not its own', async () => {
      const tail = log.tail(aStream(), { after: "1'; drop table events", signal: AbortSignal.timeout(5_000) });
      await expect(tail[Symbol.asyncIterator]().next()).rejects.toThrow('not a cursor');
    });
  });
}

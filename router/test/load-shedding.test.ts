import { afterEach, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import { loadSheddingConfig } from '../src/config/load-shedding.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { createOverloadDetector } from '../src/overload/overload.ts';
import { createSubscribers } from './support/subscribers.ts';
import { ask, startRouter, startSubgraph, type TestRouter } from './support/test-graph.ts';

describe('an overload', () => {
  const settings = { max_event_loop_delay: '100ms', sample_interval: '100ms', recovery_time: '300ms' };
  const aReading = (fields: object = {}) => ({
    ...{ eventLoopDelay: 0, eventLoopUtilization: 0, heapUtilization: 0 },
    ...fields,
  });
  const verdicts = (config: object, readings: object[]) => {
    const detect = createOverloadDetector(loadSheddingConfig.parse({ ...settings, ...config }));
    return readings.map((reading) => detect(aReading(reading)));
  };
  const delays = (...list: number[]) => list.map((eventLoopDelay) => ({ eventLoopDelay }));

  it('is not one long turn of the event loop', () => {
    expect(verdicts({}, delays(900, 20, 900, 20))).toEqual([null, null, null, null]);
  });

  it('begins with the second reading in a row, and ends when so many were calm', () => {
    const reason = 'event_loop_delay';
    expect(verdicts({}, delays(101, 101, 0, 0, 0, 0))).toEqual([null, reason, reason, reason, null, null]);
  });

  it('goes on while readings are about the limit, whatever side they are on', () => {
    const seen = verdicts({}, delays(101, 101, 95, 99, 92, 101, 50, 50, 95, 50, 50, 50));
    expect(seen.slice(1, -1)).toEqual(Array.from({ length: 10 }, () => 'event_loop_delay'));
    expect(seen.at(-1)).toBeNull();
  });

  it('is of the heap too, and of a busy event loop where that is limited', () => {
    const heap = { heapUtilization: 0.96 };
    expect(verdicts({}, [heap, heap])).toEqual([null, 'heap']);
    const busy = { eventLoopUtilization: 1 };
    expect(verdicts({}, [busy, busy])).toEqual([null, null]);
    expect(verdicts({ max_event_loop_utilization: 0.9 }, [busy, busy])).toEqual([null, 'event_loop_utilization']);
  });
});

let router: TestRouter;
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

type Shedding = NonNullable<NonNullable<RouterConfigInput['traffic_shaping']>['router']>['load_shedding'];

/** A router before a subgraph whose field `slow` waits until it is let go. */
async function start(shedding: Shedding) {
  const gate = Promise.withResolvers<string>();
  let waiting = 0;
  const definition = {
    name: 'shop',
    sdl: `type Query { hello: String, slow: String } type Subscription { forever: Int }`,
    resolvers: {
      Query: { hello: () => 'hello', slow: () => (waiting++, gate.promise) },
      Subscription: { forever: { subscribe: () => never() } },
    },
  };
  const subgraph = await startSubgraph(definition);
  stops.push(subgraph.stop);
  const traffic_shaping = { router: { load_shedding: shedding }, all: { timeout: '30s' } };
  router = await startRouter([definition], [subgraph], { config: { traffic_shaping } });
  stops.push(router.stop);
  // Different texts: identical fetches would be one.
  const askSlowly = (count: number) => {
    const answers = Array.from({ length: count }, (_, index) => ask(router.url, `{ a${index}: slow }`));
    return { answers: Promise.all(answers), stand: () => until('they wait', () => waiting === count) };
  };
  return { askSlowly, letGo: () => gate.resolve('at last') };
}

const never = (): AsyncIterableIterator<unknown> => {
  const end = Promise.withResolvers<IteratorResult<unknown>>();
  const none: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => none,
    next: () => end.promise,
    return: async () => {
      end.resolve({ done: true, value: undefined });
      return end.promise;
    },
  };
  return none;
};
const subscribersOf = (url: string) => {
  const made = createSubscribers(url);
  stops.push(made.close);
  return made;
};
const post = (query: string, headers: Record<string, string> = {}) =>
  fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
const shed = async (reason: string) => {
  const text = await (await fetch(new URL('/metrics', router.url))).text();
  const line = text.split('\n').find((each) => each.startsWith(`router_load_shed_total{reason="${reason}"`));
  return Number(line?.split(' ').at(-1) ?? 0);
};
const tooMany = { extensions: { code: 'REQUEST_CONCURRENCY_LIMITED', retryAfter: 3 } };

describe('a router with as many requests as it may have', () => {
  it('refuses more with 503 and Retry-After, finishes those it has, and then takes new ones', async () => {
    const { askSlowly, letGo } = await start({ max_requests_in_flight: 3, retry_after: '3s' });
    const slow = askSlowly(3);
    await slow.stand();
    const refused = await post('{ hello }');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '3']);
    expect(await refused.json()).toMatchObject({ errors: [tooMany] });
    const stream = await post('subscription { forever }', { accept: 'text/event-stream' });
    expect([stream.status, stream.headers.get('retry-after')]).toEqual([503, '3']);
    expect(await shed('requests_in_flight')).toBe(2);
    letGo();
    for (const { data } of await slow.answers) expect(Object.values(data ?? {})).toEqual(['at last']);
    expect((await ask(router.url, '{ hello }')).data).toEqual({ hello: 'hello' });
  });

  it('still says that it lives, whether it is ready, and what it counts', async () => {
    const { askSlowly, letGo } = await start({ max_requests_in_flight: 1 });
    const slow = askSlowly(1);
    await slow.stand();
    for (const path of ['/health', '/ready', '/metrics'])
      expect([path, (await fetch(new URL(path, router.url))).status]).toEqual([path, 200]);
    letGo();
    await slow.answers;
  });

  it('refuses operations on open sockets with an error, and new sockets with 503', async () => {
    const { askSlowly, letGo } = await start({ max_requests_in_flight: 2, retry_after: '3s' });
    const socket = subscribersOf(router.url);
    socket.subscribe('subscription { forever }');
    await socket.greet();
    const slow = askSlowly(2);
    await slow.stand();
    await expect(socket.greet()).rejects.toMatchObject([tooMany]);
    const late = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
    const refused = Promise.withResolvers<IncomingMessage>();
    late.once('unexpected-response', (_, response) => refused.resolve(response)).once('error', refused.reject);
    const { statusCode, headers } = await refused.promise;
    expect([statusCode, headers['retry-after']]).toEqual([503, '3']);
    late.terminate();
    letGo();
    await slow.answers;
    await socket.greet();
  });

  it('does not count subscriptions that stand, nor requests whose client left', async () => {
    const { letGo } = await start({ max_requests_in_flight: 2 });
    const socket = subscribersOf(router.url);
    for (let count = 0; count < 3; count++) {
      socket.subscribe('subscription { forever }');
      await socket.greet();
    }
    const leave = new AbortController();
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const body = JSON.stringify({ query: 'subscription { forever }' });
    expect((await fetch(router.url, { method: 'POST', headers, body, signal: leave.signal })).status).toBe(200);
    const asked = ['{ gone: slow }', '{ away: slow }'].map((query) =>
      fetch(router.url, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, signal: leave.signal },
        body: JSON.stringify({ query }),
      }),
    );
    const left = Promise.allSettled(asked);
    await until('they are in flight', async () => (await ask(router.url, '{ hello }')).status === 503);
    leave.abort();
    expect((await left).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await until('there is room again', async () => (await ask(router.url, '{ hello }')).status === 200);
    letGo();
  });
});

describe('a router whose event loop is late', () => {
  it('refuses what is new until it has caught up', async () => {
    await start({ max_event_loop_delay: '20ms', sample_interval: '50ms', recovery_time: '100ms' });
    const refused = async () => {
      block(200);
      const response = await post('{ hello }');
      return response.status === 503 && JSON.stringify(await response.json()).includes('OVERLOADED');
    };
    await until('it refuses', refused);
    expect(await shed('event_loop_delay')).toBeGreaterThan(0);
    await until('it takes requests again', async () => (await post('{ hello }')).status === 200);
  });
});

/** Keeps the event loop, which the router shares with its test, from anything else. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

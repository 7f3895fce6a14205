import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { isAlive, startProcess } from '../../test/support/processes.ts';
import { until } from '../../test/support/until.ts';
import { createOrderLog } from './support/order-log.ts';
import { askAfresh, startRouterCluster, writeRouterFiles, type RouterCluster } from './support/router-cluster.ts';
import { compose, startSubgraph, type TestSubgraph } from './support/test-graph.ts';

const count = 4;
const invalidationKey = 'the key of invalidation';
const log = createOrderLog();
let subgraph: TestSubgraph;
let router: RouterCluster;

beforeAll(async () => {
  subgraph = await startSubgraph(log.definition);
  router = await startRouterCluster({
    ...{ definitions: [log.definition], subgraphs: [subgraph], workers: count },
    config: {
      server: { trusted_proxies: ['127.0.0.1/32'] },
      demand_control: { enabled: true, mode: 'enforce' },
      budget: { enabled: true, mode: 'enforce', anonymous: 200 },
      subscription: { max_subscriptions_per_user: 3 },
      response_cache: { enabled: true, invalidation: { enabled: true, shared_key: invalidationKey } },
    },
  });
}, 180_000);
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});

const times = <Value>(length: number, make: (index: number) => Value) =>
  Array.from({ length }, (_, index) => make(index));
/** As somebody with an address, and so a budget and a quota, of his own. */
const from = (address: string) => ({ 'x-forwarded-for': address });
const hello = { query: '{ hello }' };

/** The value of one series of the whole router. */
async function measure(name: string, labels: Record<string, string> = {}): Promise<number> {
  const text = await (await fetch(new URL('/metrics', router.url))).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  const line = lines.find((each) =>
    Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)),
  );
  return Number(line?.split(' ').at(-1) ?? 0);
}

describe('the workers of one router', () => {
  it('are counted together', async () => {
    const labels = { http_route: '/graphql', http_response_status_code: '200' };
    const before = await measure('http_server_request_duration_seconds_count', labels);
    await Promise.all(times(20, () => askAfresh(router.url, hello)));
    expect(await measure('http_server_request_duration_seconds_count', labels)).toBe(before + 20);
    expect(await measure('router_workers')).toBe(count);
  });

  it('never spend more than one budget, and no less', async () => {
    const rename = { query: 'mutation { rename(name: "x") }' };
    const answers = await Promise.all(times(60, () => askAfresh(router.url, rename, from('192.0.2.1'))));
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(20);
    expect(answers.filter(({ errors }) => JSON.stringify(errors)?.includes('RATE_LIMITED'))).toHaveLength(40);
    expect(log.mutations()).toBe(20);
  });

  it('know what a client registered at one of them', async () => {
    const query = '{ registered: hello }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await askAfresh(router.url, { query, extensions });
    const hits = { kind: 'apq', storage: 'primary', result: 'hit' };
    await until('all others were asked for it', async () => {
      for (const { data } of await Promise.all(times(4 * count, () => askAfresh(router.url, { extensions }))))
        expect(data).toEqual({ registered: 'hello' });
      return (await measure('router_cache_lookups_total', hits)) >= count - 1;
    });
  });

  it('grant a user one number of subscriptions, wherever they are', async () => {
    const open = () => stream('subscription { orderPlaced { cursor } }', from('192.0.2.2'));
    const streams = await Promise.all(times(3, open));
    const refused = await open();
    await until('one more is refused', () => refused.text.includes('SUBSCRIPTION_MAX_LIMIT'));
    streams[0]?.leave();
    await until('there is a place again', async () => {
      const next = await open();
      streams.push(next);
      await until('it is answered', () => next.text !== '');
      return next.text === ':\n\n';
    });
    for (const { leave } of streams) leave();
  });

  it('all give up what one of them is told to be no longer true', async () => {
    const answer = (held: string) => ({
      ...{ status: 200, headers: { 'cache-control': 'public, max-age=600' } },
      body: JSON.stringify({ data: { held } }),
    });
    const answers = async () => {
      const found = new Set<unknown>();
      const asked = times(4 * count, () => askAfresh(router.url, { query: '{ held: hello }' }));
      for (const { data } of await Promise.all(asked)) found.add(JSON.stringify(data));
      return [...found];
    };
    const stored = () => measure('router_response_cache_changes_total', { change: 'stored' });
    const before = await stored();
    subgraph.misbehave(() => answer('old'));
    await until('each of them holds an answer', async () => {
      expect(await answers()).toEqual(['{"held":"old"}']);
      return (await stored()) >= before + count;
    });
    subgraph.misbehave(() => answer('new'));
    expect(await answers()).toEqual(['{"held":"old"}']);
    const invalidate = async () => {
      const response = await fetch(new URL('/invalidation', router.url), {
        ...{ method: 'POST', body: JSON.stringify([{ kind: 'subgraph', subgraph: 'shop' }]) },
        headers: { 'content-type': 'application/json', authorization: invalidationKey },
      });
      return { status: response.status, body: await response.json() };
    };
    // One in each worker that was asked, which are all of them.
    expect(await invalidate()).toEqual({ status: 202, body: { count } });
    expect(await invalidate()).toEqual({ status: 202, body: { count: 0 } });
    expect(await answers()).toEqual(['{"held":"new"}']);
    subgraph.misbehave(null);
  });

  it('go on with an event stream that another one began', async () => {
    log.place(2);
    const query = 'subscription { orderPlaced(after: "0") { id } }';
    for (const cursor of times(2 * count, String)) {
      const resumed = await stream(query, {
        'last-event-id': String(Number(cursor) % 2),
        ...from(`198.51.100.${cursor}`),
      });
      await until('the next event is there', () => resumed.text.includes(`id: ${(Number(cursor) % 2) + 1}\n`));
      resumed.leave();
    }
  });

  it('all take a new supergraph when the router is told to look', async () => {
    const changed = { ...log.definition, sdl: log.definition.sdl.replace('hello: String', 'hello: String, news: Int') };
    router.write(compose([changed], [subgraph]));
    process.kill(router.process.pid, 'SIGHUP');
    await until(
      'each of them knows it',
      async () => {
        const answers = await Promise.all(times(4 * count, () => askAfresh(router.url, { query: '{ news }' })));
        // The subgraph itself has no such field.
        return answers.every(({ data }) => data !== undefined);
      },
      120_000,
    );
  }, 150_000);
});

describe('a router that cannot start', () => {
  const end = async (change: (files: ReturnType<typeof writeRouterFiles>) => Record<string, string>) => {
    const files = writeRouterFiles({ definitions: [log.definition], subgraphs: [subgraph], workers: count });
    const started = startProcess(['router/src/main.ts'], { ...files.environment, ...change(files) });
    const code = await started.exited;
    files.remove();
    return { code, output: started.output() };
  };
  const occurrences = (text: string, part: string) => text.split(part).length - 1;

  it('says once what is wrong with its configuration', async () => {
    const { code, output } = await end(() => ({ ROUTER_CONFIG: 'package.json' }));
    expect([code, occurrences(output, 'package.json cannot be used')]).toEqual([1, 1]);
  });

  it('says once what is wrong with its supergraph', async () => {
    const { code, output } = await end(({ write }) => {
      write('type Query { no: Supergraph }');
      return {};
    });
    expect([code, occurrences(output, 'cannot be used')]).toEqual([1, 1]);
  });

  it('says once that its port is taken', async () => {
    const { code, output } = await end(() => ({ PORT: new URL(router.url).port }));
    expect([code, occurrences(output, 'Error: bind EADDRINUSE')]).toEqual([1, 1]);
  });
});

describe('a worker that hangs', () => {
  it('gets no connection, for the others answer them all, and is replaced', async () => {
    const [worker = 0] = router.workers().filter(isAlive);
    const before = router.workers().length;
    const restarts = await measure('router_worker_restarts_total');
    process.kill(worker, 'SIGSTOP');
    const answers = await Promise.all(times(10 * count, () => askAfresh(router.url, hello)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await until('another one serves', () => router.workers().length > before, 90_000);
    expect(isAlive(worker)).toBe(false);
    expect(router.process.output()).toContain('worker does not answer');
    expect(await measure('router_worker_restarts_total')).toBe(restarts + 1);
    await until('the router is ready', router.isReady, 60_000);
  }, 180_000);
});

describe('kill -9 of a worker under load', () => {
  it('loses its requests in flight and nothing else, and the worker is replaced', async () => {
    subgraph.delay(20);
    const restarts = await measure('router_worker_restarts_total');
    const underWay = new Set<number>();
    const failed: number[] = [];
    let asked = 0;
    let isOver = false;
    const ask = async () => {
      while (!isOver) {
        const id = asked++;
        underWay.add(id);
        const { status } = await askAfresh(router.url, hello).catch(() => ({ status: 0 }));
        underWay.delete(id);
        if (status !== 200) failed.push(id);
      }
    };
    const load = Promise.all(times(8, ask));
    await until('there is load', () => asked > 40);
    const [worker = 0] = router.workers().filter(isAlive);
    const before = router.workers().length;
    process.kill(worker, 'SIGKILL');
    const lost = [...underWay];
    await until('another one serves', () => router.workers().length > before, 60_000);
    const askedThen = asked;
    await until('there is more load', () => asked > askedThen + 40);
    isOver = true;
    await load;
    expect(failed.filter((id) => !lost.includes(id))).toEqual([]);
    subgraph.delay(0);
    expect(await router.isReady()).toBe(true);
    expect(await measure('router_worker_restarts_total')).toBe(restarts + 1);
    expect(await measure('router_workers')).toBe(count);
  }, 120_000);
});

describe('SIGTERM', () => {
  it('ends all sockets with 1001, each at a moment of its own, finishes requests, and the router ends well', async () => {
    const sockets = await Promise.all(
      times(20, async () => {
        const socket = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
        await once(socket, 'open');
        const closed = new Promise<{ code: number; at: number }>((resolve) => {
          socket.once('close', (code) => resolve({ code, at: Date.now() }));
        });
        socket.send(JSON.stringify({ type: 'connection_init' }));
        await once(socket, 'message');
        return { closed };
      }),
    );
    subgraph.delay(300);
    const requests = subgraph.requests.length;
    const last = askAfresh(router.url, { query: '{ last: hello }' });
    await until('it is under way', () => subgraph.requests.length > requests);
    expect(await router.process.end('SIGTERM')).toBe(0);
    expect((await last).data).toEqual({ last: 'hello' });
    const closes = await Promise.all(sockets.map(({ closed }) => closed));
    expect(closes.map(({ code }) => code)).toEqual(times(20, () => 1001));
    expect(new Set(closes.map(({ at }) => at)).size).toBeGreaterThan(10);
    expect(router.workers().filter(isAlive)).toEqual([]);
  });
});

/** Reads the beginning of an event stream, on a connection of its own. */
async function stream(query: string, headers: Record<string, string>) {
  const sent = request(router.url, {
    ...{ method: 'POST', agent: false },
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
  });
  const response = Promise.withResolvers<IncomingMessage>();
  sent.once('response', response.resolve).on('error', response.reject).end(JSON.stringify({ query }));
  const received = { text: '', leave: () => void sent.destroy() };
  (await response.promise)
    .setEncoding('utf8')
    .on('data', (chunk: string) => (received.text += chunk))
    .on('error', () => undefined);
  return received;
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';
import { customers, orders, visits } from './support/defer-shop.ts';
import { allParts, askInParts, mergeParts, partFormats, payload, type PartFormat } from './support/parts.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definitions = [orders, customers, visits];

let subgraphs: TestSubgraph[];
let slow: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  const [, second] = subgraphs;
  if (!second) throw new Error('three subgraphs');
  slow = second;
  router = await startRouter(definitions, subgraphs, {
    config: {
      traffic_shaping: { all: { timeout: '20s' } },
      demand_control: { enabled: true },
      budget: { enabled: true, anonymous: 1_000, mode: 'enforce', rate_limit_field: true },
    },
  });
});
afterAll(() => Promise.all([router.stop(), ...subgraphs.map((server) => server.stop())]));

const query = '{ orders { id ... @defer(label: "who") { customer { name } } } }';
const whole = { orders: ['o1', 'o2', 'o3'].map((id) => ({ id, customer: { name: 'Ada' } })) };

function overWebSocket(format: PartFormat | null) {
  const [name = '', value] = format?.split('=') ?? [];
  return createWsClient({
    url: router.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: format === null ? {} : { [name]: value },
  });
}

/** This client names its type itself, so that the parameter has to be put behind it. */
function overEventStream(format: PartFormat | null) {
  const accept = format === null ? 'text/event-stream' : `text/event-stream;${format}`;
  const fetchFn = (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('accept', accept);
    return fetch(url, { ...init, headers });
  };
  return createSseClient({ url: router.url, retryAttempts: 0, fetchFn });
}

async function collect(results: AsyncIterable<unknown>): Promise<unknown[]> {
  return Array.fromAsync(results);
}

const clients = [
  ['graphql-transport-ws', overWebSocket],
  ['an event stream', overEventStream],
] as const;

describe.each(clients)('@defer over %s', (_, connect) => {
  it.each(partFormats)('has its first answer while the slow subgraph is at work (%s)', async (format) => {
    const client = connect(format);
    const held = slow.hold();
    const results = client.iterate({ query });
    const first = payload.parse((await results.next()).value);
    expect(first).toMatchObject({ data: { orders: [{ id: 'o1' }, { id: 'o2' }, { id: 'o3' }] }, hasNext: true });
    held.release();
    const rest = z.array(payload).parse(await collect(results));
    expect(mergeParts([first, ...rest])).toEqual({ data: whole, errors: [] });
    await client.dispose();
  });

  it('has one whole answer for a client that does not say how it takes parts', async () => {
    const client = connect(null);
    const results = await collect(client.iterate({ query }));
    expect(results).toEqual([{ data: whole, extensions: expect.anything() }]);
    await client.dispose();
  });

  it('ends its fetches when the client completes it', async () => {
    const client = connect('incrementalSpec=v0.2');
    const held = slow.hold();
    const results = client.iterate({ query });
    await results.next();
    await held.arrived;
    await results.return?.();
    await held.left;
    held.release();
    await client.dispose();
  });
});

describe('what an answer in parts costs', () => {
  const cost = z.object({
    cost: z.object({
      requestedQueryCost: z.number(),
      actualQueryCost: z.number(),
      throttleStatus: z.object({ currentlyAvailable: z.number() }),
    }),
  });
  const left = async () => {
    const [told] = await allParts(router.url, { query: '{ rateLimit { remaining } }' });
    return z.object({ rateLimit: z.object({ remaining: z.number() }) }).parse(told?.data).rateLimit.remaining;
  };

  it.each(partFormats)('is estimated for all of it, and told and given back in the last part (%s)', async (format) => {
    const before = await left();
    const payloads = await allParts(router.url, { query, format });
    expect(payloads[0]?.extensions).toBeUndefined();
    const told = cost.parse(payloads.at(-1)?.extensions).cost;
    // Ten orders with their customers at the most; there are three.
    expect(told).toMatchObject({ requestedQueryCost: 20, actualQueryCost: 6 });
    expect(await left()).toBe(before - 6);
  });

  it('is what was delivered to a client that left', async () => {
    const before = await left();
    const held = slow.hold();
    const payloads = askInParts(router.url, { query });
    await payloads.next();
    await held.arrived;
    expect(await left()).toBe(before - 20);
    await payloads.return();
    await held.left;
    held.release();
    expect(await left()).toBe(before - 3);
  });

  it('is asked for with a whole answer', async () => {
    const payloads = await allParts(router.url, { query: '{ rateLimit { used } order { id ... @defer { total } } }' });
    expect(payloads).toHaveLength(1);
    expect(payloads[0]?.data).toMatchObject({ order: { id: 'o1', total: 10 } });
  });
});

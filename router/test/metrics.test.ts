import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import { createOrderShop } from './support/order-shop.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const shop = createOrderShop();
let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all(shop.definitions.map((definition) => startSubgraph(definition)));
  router = await startRouter(shop.definitions, subgraphs, {
    config: {
      traffic_shaping: { all: { retry: { enabled: false }, circuit_breaker: { request_threshold: 3 } } },
      demand_control: { enabled: true, mode: 'enforce', strategy: { static_estimated: { max: 1 } } },
    },
  });
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
});

const readMetrics = async () => (await fetch(new URL('/metrics', router.url))).text();

/** The value of one series, by its name and some of its labels. */
async function measure(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const line = (await readMetrics())
    .split('\n')
    .filter((each) => each.startsWith(`${name}{`) || each.startsWith(`${name} `))
    .find((each) => Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

it('measures requests by route, status and type of operation, with the sizes of both ways', async () => {
  const query = `{ __typename } #${'x'.repeat(1_000)}`;
  await ask(router.url, query);
  await ask(router.url, '{ nonsense }', {}, { accept: 'application/graphql-response+json' });
  const count = (labels: Record<string, string>) => measure('http_server_request_duration_seconds_count', labels);
  const route = { http_route: '/graphql', http_request_method: 'POST' };
  expect(await count({ ...route, http_response_status_code: '200', graphql_operation_type: 'query' })).toBe(1);
  expect(await count({ ...route, http_response_status_code: '400', graphql_operation_type: 'none' })).toBe(1);
  expect(await measure('http_server_request_body_size_bytes_sum', { http_route: '/graphql' })).toBeGreaterThan(1_000);
  expect(await measure('http_server_response_body_size_bytes_sum', { http_route: '/graphql' })).toBeGreaterThan(100);
  // The one that asks.
  expect(await measure('http_server_active_requests')).toBe(1);
});

it('forgets the requests of clients that left', async () => {
  const leave = new AbortController();
  const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
  const body = JSON.stringify({ query: 'subscription { orderPlaced { cursor } }' });
  await fetch(router.url, { method: 'POST', headers, body, signal: leave.signal });
  expect(await measure('http_server_active_requests')).toBe(2);
  leave.abort();
  await until('it is gone', async () => (await measure('http_server_active_requests')) === 1);
});

it('counts errors by their code, and those of subgraphs only when they look like one', async () => {
  const total = (code: string) => measure('router_graphql_errors_total', { code });
  const before = (await total('GRAPHQL_VALIDATION_FAILED')) ?? 0;
  await ask(router.url, '{ other: nonsense }');
  expect(await total('GRAPHQL_VALIDATION_FAILED')).toBe(before + 1);
  const errors = ['ORDER_LOST', 'sent to jane@example.com'].map((code) => ({ message: '', extensions: { code } }));
  subgraphs[0]?.misbehave(() => ({ status: 200, body: JSON.stringify({ data: { hello: null }, errors }) }));
  await ask(router.url, '{ lost: hello }');
  subgraphs[0]?.misbehave(null);
  expect([await total('ORDER_LOST'), await total('OTHER')]).toEqual([1, 1]);
});

it('counts the requests to a subgraph by what they answered, and shows its open circuit', async () => {
  await ask(router.url, '{ hello }');
  subgraphs[0]?.misbehave(() => ({ status: 503, body: 'down' }));
  for (const alias of ['a', 'b', 'c']) await ask(router.url, `{ ${alias}: hello }`);
  subgraphs[0]?.misbehave(null);
  const count = 'http_client_request_duration_seconds_count';
  expect(await measure(count, { subgraph: 'shop', http_response_status_code: '200' })).toBe(2);
  expect(await measure(count, { subgraph: 'shop', http_response_status_code: '503' })).toBe(2);
  expect(await measure('router_circuit_breaker_state', { subgraph: 'shop' })).toBe(2);
});

it('counts what caches know and what they do not, and what is done for what is new', async () => {
  const stages = () =>
    Promise.all(
      ['parse_query', 'validate', 'query_planning'].map((stage) =>
        measure('router_stage_duration_seconds_count', { stage }).then((count = 0) => count),
      ),
    );
  const labels = { kind: 'document', storage: 'memory' };
  const hits = async () => (await measure('router_cache_lookups_total', { ...labels, result: 'hit' })) ?? 0;
  const [before, known, documents] = [await stages(), await hits(), (await measure('router_documents')) ?? 0];
  for (let time = 0; time < 3; time++) await ask(router.url, '{ again: __typename }');
  expect(await hits()).toBe(known + 2);
  expect(await stages()).toEqual(before.map((count) => count + 1));
  expect(await measure('router_documents')).toBe(documents + 1);
});

it('tells what operations were estimated at and cost, and which were refused for it', async () => {
  const count = (await measure('cost_delta_count')) ?? 0;
  await ask(router.url, '{ priced: __typename }');
  for (const name of ['cost_estimated', 'cost_actual', 'cost_delta'])
    expect(await measure(`${name}_count`)).toBe(count + 1);
  await ask(router.url, 'subscription { newestOrder { order { id } } }');
  expect(await measure('router_charge_refusals_total', { code: 'COST_ESTIMATED_TOO_EXPENSIVE' })).toBe(1);
});

describe('subscriptions', () => {
  it('are counted with their sources, their events and their connections', async () => {
    const clients = ['a', 'b'].map(() =>
      createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket }),
    );
    const streams = clients.map((client) => client.iterate({ query: 'subscription { orderPlaced { cursor } }' }));
    const firsts = streams.map((stream) => stream.next());
    await until('both run', async () => (await measure('router_subscriptions')) === 2);
    expect(await measure('router_subscription_sources')).toBe(1);
    expect(await measure('router_websocket_connections')).toBe(2);
    await until('the source stands', () => shop.counts.open === 1);
    shop.place();
    await Promise.all(firsts);
    expect(await measure('router_subscription_events_total')).toBe(2);
    const operations = { graphql_operation_type: 'subscription' };
    expect(await measure('router_operations_total', operations)).toBeGreaterThanOrEqual(2);
    for (const client of clients) await client.dispose();
    await until('they are gone', async () => (await measure('router_subscriptions')) === 0);
    await until('so is the source', async () => (await measure('router_subscription_sources')) === 0);
    await until('so are the connections', async () => (await measure('router_websocket_connections')) === 0);
  });
});

describe('README.md', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const section = /## Metrics\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` +\| (.*?) *\|/gm)].map(([, name = '', labels = '']) => ({
    name,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label),
  }));
  const ofNode = /^(process|nodejs)_/;

  it('names every metric that there is, and no other', async () => {
    const told = [...(await readMetrics()).matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(told.filter((name) => !ofNode.test(name)).toSorted());
  });

  it('names the labels of each', async () => {
    const lines = (await readMetrics()).split('\n');
    for (const { name, labels } of rows) {
      const series = lines.find((line) => new RegExp(`^${name}(_count)?\\{`).test(line));
      const used = [...(series ?? '').matchAll(/(\w+)="/g)].map(([, label]) => label);
      if (series !== undefined)
        expect([name, ...labels]).toEqual([name, ...used.filter((label) => label !== 'service')]);
    }
  });
});

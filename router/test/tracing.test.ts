import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import { startCollector, type CollectedSpan, type Collector } from './support/collector.ts';
import { createOrderShop } from './support/order-shop.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';
import type { RouterConfigInput } from '../src/config/config.ts';

type TracingInput = NonNullable<NonNullable<NonNullable<RouterConfigInput['telemetry']>['exporters']>['tracing']>;

const shop = createOrderShop();
const theirs = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
let subgraphs: TestSubgraph[];
let collector: Collector;
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all(shop.definitions.map((definition) => startSubgraph(definition)));
});
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.stop())));
beforeEach(async () => {
  collector = await startCollector();
  for (const { requestHeaders, extensions } of subgraphs) requestHeaders.length = extensions.length = 0;
});
afterEach(async () => {
  await router.stop();
  await collector.stop();
});

async function start({ otlp, ...tracing }: TracingInput = {}): Promise<void> {
  const batch_processor = { scheduled_delay: '10ms', ...otlp?.batch_processor };
  const enabled = { enabled: true, endpoint: collector.url, ...otlp, batch_processor };
  router = await startRouter(shop.definitions, subgraphs, {
    config: {
      supergraph: { introspection: true },
      demand_control: { enabled: true },
      telemetry: { exporters: { tracing: { ...tracing, otlp: enabled } } },
    },
  });
}

const collected = (name: string, count = 1): Promise<CollectedSpan[]> =>
  until(`there are ${count} spans ${name}`, () => collector.named(name).length >= count).then(() =>
    collector.named(name),
  );
const headersAtShop = () => subgraphs[0]?.requestHeaders ?? [];

describe('a request', () => {
  it('is a trace with a span for each stage and each request to a subgraph', async () => {
    await start({ common: { service_name: 'edge' }, otlp: { headers: { 'x-key': 'secret' } } });
    await ask(router.url, 'query Greeting { hello }', {}, { 'apollographql-client-name': 'web' });
    const [root] = await collected('router');
    expect(root).toMatchObject({ kind: 2, parentId: '', isError: false });
    expect(root?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'graphql.operation.name': 'Greeting',
      'graphql.operation.type': 'query',
      'client.name': 'web',
      'router.request.id': expect.stringMatching(/^req_/),
    });
    const nameOf = new Map(collector.spans.map(({ spanId, name }) => [spanId, name]));
    const places = collector.spans.map(({ name, parentId }) => [name, nameOf.get(parentId)]);
    expect(new Map(places.map(([name, parent]) => [name, parent]))).toEqual(
      new Map([
        ['router', undefined],
        ['authentication', 'router'],
        ['parse_query', 'router'],
        ['validate', 'router'],
        ['charge', 'router'],
        ['authorization', 'router'],
        ['query_planning', 'authorization'],
        ['execution', 'router'],
        ['subgraph', 'execution'],
      ]),
    );
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(collector.named('subgraph')[0]).toMatchObject({
      kind: 3,
      attributes: { 'subgraph.name': 'shop', 'http.request.method': 'POST', 'http.response.status_code': 200 },
    });
    expect(collector.resources[0]).toMatchObject({ 'service.name': 'edge' });
    expect(collector.headers[0]).toMatchObject({ 'x-key': 'secret', 'content-type': 'application/x-protobuf' });
  });

  it('of an operation that is known has no spans of what was done already', async () => {
    await start();
    await ask(router.url, '{ known: hello }');
    await collected('router');
    await ask(router.url, '{ known: hello }');
    await collected('router', 2);
    expect(['parse_query', 'validate', 'query_planning'].map((name) => collector.named(name).length)).toEqual([
      1, 1, 1,
    ]);
  });

  it('tells what failed by its code, and nothing that a client or a subgraph said', async () => {
    await start();
    await ask(router.url, '{ hello', { card: 'canary-1' }, { authorization: 'Bearer canary-2' });
    subgraphs[0]?.misbehave(() => ({ status: 500, body: 'canary-3' }));
    await ask(router.url, '{ hello(word: "canary-4") }');
    await ask(router.url, '{ failing: hello }', {}, { cookie: 'canary-5', 'x-api-key': 'canary-6' });
    subgraphs[0]?.misbehave(null);
    const roots = await collected('router', 3);
    expect(roots.map(({ attributes }) => attributes['graphql.error.codes'])).toEqual([
      ['GRAPHQL_PARSE_FAILED'],
      ['GRAPHQL_VALIDATION_FAILED'],
      ['SUBREQUEST_HTTP_ERROR'],
    ]);
    const [failed] = await collected('subgraph');
    expect(failed).toMatchObject({ attributes: { 'http.response.status_code': 500 }, isError: true });
    expect(Buffer.concat(collector.raw).includes('canary')).toBe(false);
  });
});

describe('the trace of a client', () => {
  it('is only linked to, since strangers decide neither about ids nor about sampling', async () => {
    await start();
    await ask(router.url, '{ hello }', {}, { traceparent: theirs, baggage: 'tenant=1' });
    const [root] = await collected('router');
    expect(root?.traceId).not.toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(root?.links).toEqual([{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' }]);
    expect(headersAtShop()[0]).not.toHaveProperty('baggage');
  });

  it('goes on through the router to the subgraphs where clients are trusted', async () => {
    await start({ propagation: { trust_clients: true } });
    await ask(router.url, '{ hello }', {}, { traceparent: theirs, tracestate: 'vendor=1', baggage: 'tenant=1' });
    const [root] = await collected('router');
    const [call] = await collected('subgraph');
    expect(root).toMatchObject({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentId: '00f067aa0ba902b7' });
    expect(headersAtShop()[0]).toMatchObject({
      traceparent: `00-4bf92f3577b34da6a3ce929d0e0e4736-${call?.spanId}-01`,
      tracestate: 'vendor=1',
      baggage: 'tenant=1',
    });
  });

  it.each(['', 'garbage', '00-00000000000000000000000000000000-00f067aa0ba902b7-01', `${theirs}-more`])(
    'that is "%s" is none',
    async (traceparent) => {
      await start({ propagation: { trust_clients: true } });
      expect(await ask(router.url, '{ __typename }', {}, { traceparent })).toMatchObject({ status: 200 });
      expect(await collected('router')).toMatchObject([{ parentId: '', links: [] }]);
    },
  );

  it('goes to no subgraph where that is switched off', async () => {
    await start({ propagation: { trace_context: false, baggage: false, trust_clients: true } });
    await ask(router.url, '{ hello }', {}, { traceparent: theirs, baggage: 'tenant=1' });
    await collected('router');
    expect(headersAtShop()[0]).not.toHaveProperty('traceparent');
    expect(headersAtShop()[0]).not.toHaveProperty('baggage');
  });
});

it('records only the share of traces that is asked for, and says so to the subgraphs', async () => {
  await start({ common: { sampler: 'always_off' } });
  await ask(router.url, '{ hello }');
  expect(headersAtShop()[0]?.['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  await router.stop();
  expect(collector.spans).toEqual([]);
});

it('sends what waits before it stops', async () => {
  await start({ otlp: { batch_processor: { scheduled_delay: '1h' } } });
  await ask(router.url, '{ hello }');
  await router.stop();
  expect(collector.named('router')).toHaveLength(1);
});

it('follows a subscription over WebSocket into its subgraph, with a trace for each event', async () => {
  await start();
  const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket });
  const events = client.iterate({ query: 'subscription Orders { orderPlaced { order { id note } } }' });
  const first = events.next();
  await until('it is followed', () => subgraphs[0]?.extensions.length === 1);
  shop.place();
  expect(await first).toMatchObject({ value: { data: { orderPlaced: { order: { note: expect.any(String) } } } } });
  const [event] = await collected('subscription_event');
  await client.dispose();
  const [root] = await collected('router');
  expect(root?.attributes).toMatchObject({ 'graphql.operation.name': 'Orders', 'network.protocol.name': 'websocket' });
  expect(subgraphs[0]?.extensions).toEqual([{ traceparent: expect.stringContaining(`00-${root?.traceId}-`) }]);
  expect(event).toMatchObject({ parentId: '', links: [{ traceId: root?.traceId }] });
  expect(collector.named('subgraph')).toMatchObject([
    { traceId: event?.traceId, parentId: event?.spanId, attributes: { 'subgraph.name': 'notes' } },
  ]);
});

describe('without its collector', () => {
  const spans = async (result: string) => {
    const text = await (await fetch(new URL('/metrics', router.url))).text();
    return Number(new RegExp(`^router_spans_total{.*result="${result}".*} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };

  it('a router answers as ever, keeps no more spans than it may, and goes on when the collector is back', async () => {
    await start({
      otlp: { batch_processor: { max_queue_size: 10, max_export_batch_size: 5, max_export_timeout: '1s' } },
    });
    collector.answerWith(null);
    for (let count = 0; count < 30; count++)
      expect(await ask(router.url, '{ __typename }')).toMatchObject({ status: 200 });
    await until('some were dropped', async () => (await spans('dropped')) > 0);
    await until('some failed', async () => (await spans('failed')) > 0);
    collector.answerWith(503);
    await ask(router.url, '{ __typename }');
    expect(await spans('exported')).toBe(0);
    collector.answerWith(200);
    await until('they come again', async () => {
      await ask(router.url, '{ __typename }');
      return (await spans('exported')) > 0;
    });
  });

  it('a router that cannot even connect answers too, and stops', async () => {
    await collector.stop();
    await start({ otlp: { batch_processor: { max_export_timeout: '500ms' } } });
    expect(await ask(router.url, '{ hello }')).toMatchObject({ status: 200 });
    await until('some failed', async () => (await spans('failed')) > 0);
    await router.stop();
    collector = await startCollector();
  });
});

it('is off by default: no spans, and not a word to the subgraphs', async () => {
  router = await startRouter(shop.definitions, subgraphs);
  await ask(router.url, '{ hello }', {}, { traceparent: theirs });
  expect(headersAtShop()[0]).not.toHaveProperty('traceparent');
  expect(collector.raw).toEqual([]);
});

it('finds its collector and its name by the variables of OpenTelemetry', async () => {
  const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: 'x-key=secret' };
  Object.assign(process.env, variables, { OTEL_SERVICE_NAME: 'edge', OTEL_RESOURCE_ATTRIBUTES: 'zone=a' });
  await start({ otlp: { endpoint: '' } });
  for (const name of Object.keys(process.env)) if (name.startsWith('OTEL_')) delete process.env[name];
  await ask(router.url, '{ hello }');
  await collected('router');
  expect(collector.resources[0]).toMatchObject({ 'service.name': 'edge', zone: 'a' });
  expect(collector.headers[0]).toMatchObject({ 'x-key': 'secret' });
});

it('has each of its spans in README.md', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const section = /## Tracing\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| (`.*?`) +\|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []);
  await start();
  await ask(router.url, '{ all: hello }');
  await collected('router');
  expect(rows.toSorted()).toEqual(
    [...new Set(collector.spans.map(({ name }) => name)), 'subscription_event'].toSorted(),
  );
});

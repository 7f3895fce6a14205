import { afterAll, beforeAll, expect, it } from '@jest/globals';
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
    },
  });
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
});

/** The value of one series, by its name and some of its labels. */
async function measure(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const text = await (await fetch(new URL('/metrics', router.url))).text();
  const line = text
    .split('\n')
    .filter((each) => each.startsWith(`${name}{`) || each.startsWith(`${name} `))
    .find((each) => Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

it('counts the requests to a subgraph by what they answered, and shows its open circuit', async () => {
  await ask(router.url, '{ hello }');
  subgraphs[0]?.misbehave(() => ({ status: 503, body: 'down' }));
  for (const alias of ['a', 'b', 'c']) await ask(router.url, `{ ${alias}: hello }`);
  const count = 'http_client_request_duration_seconds_count';
  expect(await measure(count, { subgraph: 'shop', http_response_status_code: '200' })).toBe(1);
  expect(await measure(count, { subgraph: 'shop', http_response_status_code: '503' })).toBe(2);
  expect(await measure('router_circuit_breaker_state', { subgraph: 'shop' })).toBe(2);
});

it('counts what caches know and what they do not', async () => {
  for (let time = 0; time < 3; time++) await ask(router.url, '{ again: __typename }');
  const labels = { kind: 'document', storage: 'memory' };
  const before = await measure('router_cache_lookups_total', { ...labels, result: 'hit' });
  await ask(router.url, '{ again: __typename }');
  expect(before).toBe(2);
  expect(await measure('router_cache_lookups_total', { ...labels, result: 'hit' })).toBe(3);
});

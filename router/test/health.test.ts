import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parseConfig } from '../src/config/load-config.ts';
import { createOrderShop } from './support/order-shop.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const { definitions } = createOrderShop();
let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  router = await startRouter(definitions, subgraphs, { config: { health_check: { drain_delay: '3s' } } });
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
});

it('says that it is not ready, and still answers, before it closes', async () => {
  const ready = async () => (await fetch(new URL('/health?ready', router.url))).status;
  expect(await ready()).toBe(200);
  const stopped = router.stop();
  expect(await ready()).toBe(503);
  expect(await ask(router.url, '{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
  await stopped;
  await expect(ready()).rejects.toThrow('fetch failed');
});

it('does not wait for longer than a process has to stop', () => {
  expect(() => parseConfig('health_check: { drain_delay: 11s }', {})).toThrow(
    'health_check.drain_delay: may be 10s at the most',
  );
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createOrderShop } from './support/order-shop.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const { definitions } = createOrderShop();
let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  const headers = { all: { request: [{ propagate: { matching: '.*' } }] } };
  router = await startRouter(definitions, subgraphs, { config: { headers } });
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
});

it('asks no subgraph for a trace of its resolvers whatever it passes on, and gives away none that one sends unasked', async () => {
  const [shop] = subgraphs;
  const body = { data: { hello: 'you' }, extensions: { ftv1: 'GgwI6rHxqwYQwN7', other: 1 } };
  shop?.misbehave(() => ({ status: 200, body: JSON.stringify(body) }));
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-federation-include-trace': 'ftv1', 'x-other': '1' },
    body: JSON.stringify({ query: '{ hello }', extensions: { ftv1: true } }),
  });
  expect(await response.json()).toEqual({ data: { hello: 'you' } });
  expect(shop?.requestHeaders).toHaveLength(1);
  expect(shop?.requestHeaders[0]).toHaveProperty('x-other');
  expect(shop?.requestHeaders[0]).not.toHaveProperty('apollo-federation-include-trace');
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import { askAfresh, startRouterCluster, type RouterCluster } from './support/router-cluster.ts';
import { startSubgraph, type TestSubgraph } from './support/test-graph.ts';

const key = 'a shared key of 25 letters';
let count = 0;
const shop = { name: 'shop', sdl: 'type Query { count: Int }', resolvers: { Query: { count: () => ++count } } };
let subgraph: TestSubgraph;
let router: RouterCluster;

beforeAll(async () => {
  subgraph = await startSubgraph(shop);
  subgraph.setHeaders({ 'cache-control': 'max-age=600, public' });
  router = await startRouterCluster({
    ...{ definitions: [shop], subgraphs: [subgraph], workers: 2 },
    config: { response_cache: { enabled: true, invalidation: { enabled: true, shared_key: key } } },
  });
}, 180_000);
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});

/** What eight clients are answered, whichever worker each comes to. */
async function answers(): Promise<string[]> {
  const seen = [];
  for (let times = 0; times < 8; times++)
    seen.push(JSON.stringify((await askAfresh(router.url, { query: '{ count }' })).data));
  return seen;
}

it('tells all workers of a router what is no longer true', async () => {
  const old = new Set(await answers());
  expect(old.size).toBe(2);
  const response = await fetch(new URL('/invalidation', router.url), {
    method: 'POST',
    headers: { authorization: key, 'content-type': 'application/json' },
    body: JSON.stringify([{ kind: 'subgraph', subgraph: 'shop' }]),
  });
  expect(response.status).toBe(202);
  await until('no worker gives it any longer', async () => (await answers()).every((answer) => !old.has(answer)));
});

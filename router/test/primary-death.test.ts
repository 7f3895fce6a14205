import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isAlive } from '../../test/support/processes.ts';
import { until } from '../../test/support/until.ts';
import { askAfresh, startRouterCluster } from './support/router-cluster.ts';
import { startSubgraph, type TestSubgraph } from './support/test-graph.ts';

const definition = {
  name: 'words',
  sdl: 'type Query { hello: String }',
  resolvers: { Query: { hello: () => 'hello' } },
};
let subgraph: TestSubgraph;

beforeAll(async () => void (subgraph = await startSubgraph(definition)));
afterAll(() => subgraph.stop());

const start = (port = '0') =>
  startRouterCluster({ definitions: [definition], subgraphs: [subgraph], workers: 2, environment: { PORT: port } });

it('no worker outlives the primary, not even one with requests in flight, and the router starts again at once on its port', async () => {
  const first = await start();
  const held = subgraph.hold();
  const lost = askAfresh(first.url, { query: '{ hello }' });
  await held.arrived;
  expect(first.workers().filter(isAlive)).toHaveLength(2);
  process.kill(first.process.pid, 'SIGKILL');
  await expect(lost).rejects.toThrow('socket hang up');
  held.release();
  await until('all workers have ended', () => first.workers().filter(isAlive).length === 0);
  const second = await start(new URL(first.url).port);
  expect((await askAfresh(first.url, { query: '{ hello }' })).data).toEqual({ hello: 'hello' });
  await second.stop();
  await first.stop();
}, 240_000);

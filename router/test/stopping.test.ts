import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ask, startRouter, startSubgraph } from './support/test-graph.ts';

it('a router does not wait for those who connected and asked for nothing', async () => {
  const definition = { name: 'shop', sdl: 'type Query { name: String }', resolvers: {} };
  const subgraph = await startSubgraph(definition);
  const router = await startRouter([definition], [subgraph]);
  const { hostname, port } = new URL(router.url);
  const idle = connect(Number(port), hostname).on('error', () => undefined);
  await once(idle, 'connect');
  expect((await ask(router.url, '{ name }')).status).toBe(200);
  const closed = once(idle, 'close');
  await router.stop();
  await closed;
  await subgraph.stop();
});

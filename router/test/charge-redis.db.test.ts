import { createRedis } from '@conea/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { silentLog } from '../../test/support/database.ts';
import { hasRedis, startTestRedis, type TestRedis } from '../../test/support/redis.ts';
import { until } from '../../test/support/until.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'shop',
  sdl:
    federationLink() +
    /* GraphQL */ `
      type Query {
        item: Item
      }
      type Item {
        id: ID!
      }
    `,
  resolvers: { Query: { item: () => ({ id: '1' }) } },
};

const open = '{ item { id } }';
const granted = (answers: readonly { status: number }[]) => answers.filter(({ status }) => status === 200).length;

if (hasRedis) {
  let server: TestRedis;
  let subgraph: TestSubgraph;
  let connections: Redis[];
  let routers: TestRouter[];

  beforeAll(async () => {
    server = await startTestRedis();
    subgraph = await startSubgraph(definition);
    connections = [1, 2].map(() => createRedis(server.url, silentLog));
    await until('redis is connected', () => connections.every(({ status }) => status === 'ready'));
    await connections[0]?.del('conea:router:budget:{127.0.0.1}');
    const enforced = { enabled: true, mode: 'enforce' } as const;
    const config = { demand_control: enforced, budget: { ...enforced, anonymous: 40, local_share: 0.25 } };
    routers = await Promise.all(connections.map((redis) => startRouter([definition], [subgraph], { config, redis })));
  });
  afterAll(async () => {
    await Promise.all([...routers.map((router) => router.stop()), subgraph.stop()]);
    for (const connection of connections) connection.disconnect();
    await server.stop();
  });

  const askEach = (times: number) =>
    Promise.all(routers.flatMap(({ url }) => Array.from({ length: times }, () => ask(url, open))));

  describe('routers that share a Redis', () => {
    it('grant one budget together, and each its share while Redis is lost', async () => {
      expect(granted(await askEach(15))).toBe(30);
      for (const connection of connections) connection.disconnect();
      await until('redis is gone', () => connections.every(({ status }) => status === 'end'));
      expect(granted(await askEach(20))).toBe(20);
      await Promise.all(connections.map((connection) => connection.connect()));
      // Their shares are used up: whoever grants again has asked Redis.
      for (const { url } of routers)
        await until('the shared budget is asked again', async () => (await ask(url, open)).status === 200);
      expect(granted(await askEach(20))).toBe(8);
    });
  });
} else {
  process.stderr.write(
    '\nSKIPPED: routers that share a Redis, since there is no REDIS_URL and no redis-server on the PATH.\n',
  );
  describe('routers that share a Redis', () => it.todo('needs redis-server'));
}

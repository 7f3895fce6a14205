import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, openEventLog, startCacheInvalidation, type EventLog } from '@conea/platform';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { silentLog } from '../../test/support/database.ts';
import { freePort } from '../../test/support/postgres.ts';
import { hasRedis, startTestRedis, type TestRedis } from '../../test/support/redis.ts';
import { until } from '../../test/support/until.ts';
import { startRouterProcess, type RouterProcess } from './support/router-process.ts';
import { ask, startSubgraph, type TestSubgraph } from './support/test-graph.ts';

let price = 0;
const shop = {
  name: 'shop',
  sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@cacheTag"])
    type Query { price(id: ID!): Int @cacheTag(format: "price-{$args.id}") }`,
  resolvers: { Query: { price: () => price } },
};
const key = 'a shared key of 25 letters';
const group = 'conea:{shop}:group:cache of ';

if (hasRedis) {
  let server: TestRedis;
  let redis: Redis;
  let subgraph: TestSubgraph;
  let eventLog: EventLog;
  let told: RouterProcess;
  let other: RouterProcess;
  let port: number;
  const run = (ownPort: number) =>
    startRouterProcess([shop], [subgraph], {
      config: { response_cache: { enabled: true, invalidation: { enabled: true, shared_key: key } } },
      environment: { REDIS_URL: server.url, PORT: String(ownPort) },
    });

  beforeAll(async () => {
    [server, subgraph, port] = await Promise.all([startTestRedis(), startSubgraph(shop), freePort()]);
    subgraph.setHeaders({ 'cache-control': 'max-age=600, public' });
    redis = new Redis(server.url);
    eventLog = await openEventLog({ REDIS_URL: server.url }, silentLog);
    // Only one of the routers is told; the other hears of it through Redis.
    const INVALIDATION_URLS = [`http://127.0.0.1:${port}/invalidation`];
    const tags = { 'price.changed': ['price-{subject}'] };
    startCacheInvalidation(eventLog, { domain: 'shop', tags, INVALIDATION_URLS, INVALIDATION_KEY: key });
    other = await run(0);
  });
  beforeEach(async () => {
    told = await run(port);
  });
  afterEach(() => told.stop());
  afterAll(async () => {
    await eventLog.close();
    await other.stop();
    redis.disconnect();
    await subgraph.stop();
    await server.stop();
  });

  const read = async ({ url }: RouterProcess, id: string) => {
    const { data } = await ask(url, 'query ($id: ID!) { price(id: $id) }', { id });
    return z.object({ price: z.number() }).parse(data).price;
  };
  const anEvent = (subject: string) => ({
    ...{ specversion: '1.0' as const, id: newId('evt'), source: '/shop', type: 'conea.shop.price.changed', subject },
    ...{ time: new Date().toISOString(), datacontenttype: 'application/json' as const, tenantid: 'org_test', data: {} },
  });
  const change = async (id: string) => {
    price++;
    const event = anEvent(id);
    await eventLog.append('shop', [event]);
    return event;
  };
  const bothGive = (id: string, value: number) =>
    until(`both give ${value}`, async () => (await read(told, id)) === value && (await read(other, id)) === value);

  describe('an event', () => {
    it('makes all routers that share a Redis give what is true, though one of them is told', async () => {
      await bothGive('a', price);
      await change('a');
      await bothGive('a', price);
    });

    it('is heard by all though the one to be told was killed before and starts again after it', async () => {
      const old = price;
      await bothGive('b', old);
      await told.kill();
      await change('b');
      expect(await read(other, 'b')).toBe(old);
      told = await run(port);
      await bothGive('b', old + 1);
    });

    it('does no harm when it is appended and told again', async () => {
      await bothGive('c', price);
      const event = await change('c');
      await bothGive('c', price);
      await eventLog.append('shop', [event]);
      const [where] = await redis.keys(`${group}*`);
      if (where === undefined) throw new Error('the group has no place');
      const end = await redis.hget(where, 'cursor');
      await redis.hset(where, 'cursor', '0-0');
      await until('all of it was told again', async () => (await redis.hget(where, 'cursor')) === end);
      await bothGive('c', price);
      const asked = subgraph.requests.length;
      await bothGive('c', price);
      expect(subgraph.requests.length).toBe(asked);
    });
  });
} else {
  process.stderr.write('\nSKIPPED: events and routers that share a Redis, since there is none.\n');
  describe('an event', () => it.todo('needs redis-server'));
}

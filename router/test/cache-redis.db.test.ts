import { createRedis } from '@conea/platform';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { silentLog } from '../../test/support/database.ts';
import { hasRedis, startTestRedis, type TestRedis } from '../../test/support/redis.ts';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startCable } from './support/cable.ts';
import { startIssuer } from './support/issuer.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${JSON.stringify(imports)})\n`;

let price = 0;
const shop = {
  name: 'shop',
  sdl: `${link('@key')} type Query { products(ids: [ID!]!): [Product] } type Product @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { products: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })) } },
};
const prices = {
  name: 'prices',
  sdl: `${link('@key', '@cacheTag')}
    type Product @key(fields: "id") @cacheTag(format: "product-{$key.id}") { id: ID! price: Int }`,
  resolvers: { Product: { __resolveReference: ({ id }: { id: string }) => ({ id }), price: () => ++price } },
};
const key = 'a shared key of 25 letters';

if (hasRedis) {
  let server: TestRedis;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let subgraphs: [TestSubgraph, TestSubgraph];
  let admin: Redis;
  const opened: { router: TestRouter; connection: Redis }[] = [];

  beforeAll(async () => {
    [server, issuer] = await Promise.all([startTestRedis(), startIssuer()]);
    subgraphs = await Promise.all([startSubgraph(shop), startSubgraph(prices)]);
    admin = createRedis(server.url, silentLog);
    await until('redis is connected', () => admin.status === 'ready');
  });
  afterAll(async () => {
    admin.disconnect();
    await Promise.all([issuer.stop(), ...subgraphs.map((subgraph) => subgraph.stop())]);
    await server.stop();
  });
  beforeEach(() => {
    subgraphs[1].requests.splice(0);
    subgraphs[1].delay(0);
    subgraphs[1].setHeaders({ 'cache-control': 'max-age=600, public' });
  });
  afterEach(async () => {
    for (const { router, connection } of opened.splice(0)) {
      await router.stop();
      connection.disconnect();
    }
  });

  const headers = { all: { response: [{ propagate: { named: 'x-prices' } }] } };

  async function start(
    config: RouterConfigInput['response_cache'] = {},
    url = server.url,
  ): Promise<TestRouter & { metrics(): Promise<string> }> {
    const connection = createRedis(url, silentLog);
    await until('redis is connected', () => connection.status === 'ready');
    const response_cache = { enabled: true, invalidation: { enabled: true, shared_key: key }, ...config };
    const options = { config: { ...issuer.config, response_cache, headers }, redis: connection };
    const router = await startRouter([shop, prices], subgraphs, options);
    opened.push({ router, connection });
    const metrics = async () => (await fetch(router.url.replace('/graphql', '/metrics'))).text();
    // It looks into Redis as soon as it has heard of all invalidations.
    await until('the router is in step', async () => {
      await read(router, [`probe-${Math.random()}`]);
      return (await metrics()).includes('kind="response",storage="redis",result="miss"');
    });
    subgraphs[1].requests.splice(0);
    return { ...router, metrics };
  }
  const read = async ({ url }: TestRouter, ids: string[], headers = {}) => {
    const { data, errors } = await ask(url, 'query($ids: [ID!]!) { products(ids: $ids) { price } }', { ids }, headers);
    expect(errors).toBeUndefined();
    return JSON.stringify(data);
  };
  /** Reads what is not held yet, and waits until the others could find it. */
  const readFirst = async (router: TestRouter, ids: string[]) => {
    const before = await admin.dbsize();
    const held = await read(router, ids);
    await until('it is in Redis', async () => (await admin.dbsize()) >= before + ids.length);
    return held;
  };
  const invalidate = async ({ url }: TestRouter, id: string) => {
    const body = JSON.stringify([{ kind: 'cache_tag', subgraphs: ['prices'], cache_tag: `product-${id}` }]);
    const headers = { authorization: key, 'content-type': 'application/json' };
    return fetch(url.replace('/graphql', '/invalidation'), { method: 'POST', headers, body });
  };
  const asked = () => subgraphs[1].requests.length;

  describe('routers that share a Redis', () => {
    it('give what one of them has fetched', async () => {
      const [one, other] = [await start(), await start()];
      const held = await readFirst(one, ['a1', 'a2']);
      expect(await read(other, ['a1', 'a2'])).toBe(held);
      expect(asked()).toBe(1);
      await read(other, ['a2', 'a3', 'a1']);
      expect(subgraphs[1].requests[1]?.variables['representations']).toHaveLength(1);
    });

    it('tell clients the headers that came with what another has fetched', async () => {
      const [one, other] = [await start(), await start()];
      subgraphs[1].setHeaders({ 'cache-control': 'max-age=600, public', 'x-prices': 'of today' });
      await readFirst(one, ['told']);
      const body = JSON.stringify({ query: '{ products(ids: ["told"]) { price } }' });
      const asking = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      expect((await fetch(other.url, asking)).headers.get('x-prices')).toBe('of today');
      expect(asked()).toBe(1);
    });

    it('invalidate for each other, also what is only in Redis', async () => {
      const [one, other] = [await start(), await start()];
      const held = await readFirst(one, ['b1', 'b2']);
      expect(await read(other, ['b1', 'b2'])).toBe(held);
      expect((await invalidate(one, 'b1')).status).toBe(202);
      await until('the other has heard of it', async () => (await read(other, ['b1', 'b2'])) !== held);
      expect(subgraphs[1].requests.at(-1)?.variables['representations']).toEqual([{ __typename: 'Product', id: 'b1' }]);
      const late = await start();
      expect(await read(late, ['b1', 'b2'])).toBe(await read(one, ['b1', 'b2']));
    });

    it('do not hold an answer that was on its way when another invalidated it', async () => {
      const [one, other] = [await start(), await start()];
      subgraphs[1].delay(300);
      const before = read(one, ['c1']);
      await until('it is on its way', () => asked() === 1);
      await invalidate(other, 'c1');
      const old = await before;
      subgraphs[1].delay(0);
      await until('nobody gives it any longer', async () => (await read(one, ['c1'])) !== old);
      const fresh = await read(other, ['c1']);
      expect(fresh).not.toBe(old);
      expect(await read(await start(), ['c1'])).toBe(await read(other, ['c1']));
    });

    it('trust nothing in Redis that may have been invalidated by what nobody remembers', async () => {
      const one = await start();
      const held = await read(one, ['d1']);
      await invalidate(one, 'd2');
      await admin.xtrim('conea:router:cache:invalidations', 'MAXLEN', 0);
      expect(await read(await start(), ['d1'])).not.toBe(held);
    });

    it('fetch once what all of them miss', async () => {
      const [one, other] = [await start(), await start()];
      subgraphs[1].delay(100);
      const all = [one, other, one, other].map((router) => read(router, ['e1', 'e2']));
      expect(new Set(await Promise.all(all)).size).toBe(1);
      expect(asked()).toBe(1);
    });

    it('do not wait for longer than they are told for one that is gone', async () => {
      const one = await start({ redis: { lease_wait: '50ms' } });
      await read(one, ['f0']);
      for (const lease of await admin.keys('conea:router:cache:1:*:lease')) await admin.del(lease);
      const other = await start({ redis: { lease: '60s', lease_wait: '50ms' } });
      subgraphs[1].delay(500);
      const slow = read(other, ['f1']);
      await until('it is on its way', () => asked() === 1);
      subgraphs[1].delay(0);
      await read(one, ['f1']);
      expect(asked()).toBe(2);
      await slow;
    });

    it('never give one caller what another was answered', async () => {
      const [one, other] = [await start(), await start()];
      subgraphs[1].setHeaders({ 'cache-control': 'max-age=600, private' });
      const tokens = await Promise.all(
        [{}, { sub: 'usr_2' }, { org: 'org_2' }, { sid: 'ses_2' }].map((claims) => issuer.token(claims)),
      );
      const seen = [];
      for (const token of tokens) seen.push(await read(one, ['g1'], { authorization: `Bearer ${token}` }));
      expect(new Set(seen).size).toBe(tokens.length);
      for (const [index, token] of tokens.entries())
        expect(await read(other, ['g1'], { authorization: `Bearer ${token}` })).toBe(seen[index]);
      expect(seen).not.toContain(await read(other, ['g1']));
    });

    it('keep in Redis nothing that names a caller or what was asked', async () => {
      const one = await start();
      await read(one, ['secret-id']);
      for (const name of await admin.keys('conea:router:cache:*')) expect(name).not.toMatch(/secret-id|usr_1|price/);
    });
  });

  describe('a router that has lost its Redis', () => {
    it('answers on, believes its memory only for a while, and says when it cannot invalidate everywhere', async () => {
      const cable = await startCable(Number(new URL(server.url).port));
      const one = await start({ redis: { ttl_when_lost: '1ms' } }, `redis://127.0.0.1:${cable.port}`);
      const held = await read(one, ['h1']);
      expect(await read(one, ['h1'])).toBe(held);
      await cable.stop();
      await until('it is not believed any longer', async () => (await read(one, ['h1'])) !== held);
      const refused = await invalidate(one, 'h1');
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALIDATION_NOT_SHARED' } }] });
      await until('it tells how old its knowledge is', async () => {
        const age = /^router_response_cache_invalidations_age_seconds\S* (.+)$/m.exec(await one.metrics())?.[1];
        return Number(age) > 3;
      });
    });

    it('answers on when Redis is silent behind an open connection', async () => {
      const cable = await startCable(Number(new URL(server.url).port));
      const one = await start({}, `redis://127.0.0.1:${cable.port}`);
      cable.cutSilently();
      for (const id of ['i1', 'i2', 'i3']) await read(one, [id]);
      expect(asked()).toBe(3);
      await cable.stop();
    });
  });
} else {
  process.stderr.write(
    '\nSKIPPED: routers that share a cache, since there is no REDIS_URL and no redis-server on the PATH.\n',
  );
  describe('routers that share a cache', () => it.todo('needs redis-server'));
}

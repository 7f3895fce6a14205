import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const shop = {
  name: 'shop',
  sdl: `${federationLink('@key')}
    type Query { products(ids: [ID!]!): [Product] related(ids: [ID!]!): [Product] }
    type Product @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: {
      products: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })),
      related: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })),
    },
  },
};

let price = 0;
const prices = {
  name: 'prices',
  sdl: `${federationLink('@key')} type Product @key(fields: "id") { id: ID! price(in: String): Int }`,
  resolvers: {
    Product: {
      __resolveReference: ({ id }: { id: string }) => (id === 'none' ? null : { id }),
      price: ({ id }: { id: string }) => {
        if (id.startsWith('broken')) throw new Error('no price');
        return ++price;
      },
    },
  },
};

let subgraphs: [TestSubgraph, TestSubgraph];
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all([startSubgraph(shop), startSubgraph(prices)]);
});
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.stop())));

async function start(config: RouterConfigInput['response_cache'] = {}): Promise<void> {
  router = await startRouter([shop, prices], subgraphs, { config: { response_cache: { enabled: true, ...config } } });
}
afterEach(() => router.stop());

beforeEach(() => {
  price = 0;
  for (const subgraph of subgraphs) {
    subgraph.requests.splice(0);
    subgraph.setHeaders({});
    subgraph.misbehave(null);
    subgraph.delay(0);
  }
  hold('max-age=60, public');
});

const hold = (control: string, headers = {}) => subgraphs[1].setHeaders({ 'cache-control': control, ...headers });
const query = 'query($ids: [ID!]!, $in: String) { products(ids: $ids) { id price(in: $in) } }';
const pricesOf = (ids: readonly string[], variables = {}) => ask(router.url, query, { ids, ...variables });
const found = (...list: [string, number | null][]) => ({ products: list.map(([id, value]) => ({ id, price: value })) });
const askedFor = () => subgraphs[1].requests.map(({ variables }) => idsOf(variables['representations']));
const idsOf = (representations: unknown) =>
  z
    .array(z.object({ id: z.string() }))
    .parse(representations)
    .map(({ id }) => id);

describe('entities', () => {
  it('are held one by one: only those that are missing are fetched', async () => {
    await start();
    expect(await pricesOf(['a', 'b'])).toMatchObject({ data: found(['a', 1], ['b', 2]) });
    expect(await pricesOf(['c', 'b', 'd', 'a'])).toMatchObject({
      data: found(['c', 3], ['b', 2], ['d', 4], ['a', 1]),
    });
    expect(await pricesOf(['d', 'a'])).toMatchObject({ data: found(['d', 4], ['a', 1]) });
    expect(askedFor()).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('are others for other arguments', async () => {
    await start();
    await pricesOf(['a'], { in: 'JPY' });
    expect(await pricesOf(['a'], { in: 'EUR' })).toMatchObject({ data: found(['a', 2]) });
    expect(await pricesOf(['a'], { in: 'JPY' })).toMatchObject({ data: found(['a', 1]) });
  });

  it('that two fetches of one tick ask for are one request for what is missing of both', async () => {
    await start();
    await pricesOf(['a']);
    const both = '{ products(ids: ["a", "b"]) { price } related(ids: ["b", "c"]) { price } }';
    expect((await ask(router.url, both)).data).toEqual({
      products: [{ price: 2 }, { price: 3 }],
      related: [{ price: 3 }, { price: 4 }],
    });
    expect(askedFor()).toEqual([['a'], ['a', 'b', 'c']]);
    await ask(router.url, '{ products(ids: ["b"]) { price } related(ids: ["c", "d"]) { price } }');
    expect(askedFor()[2]).toEqual(['d']);
  });

  it('with errors are not held, and the error stands where the entity does', async () => {
    await start();
    await pricesOf(['a']);
    const mixed = await pricesOf(['a', 'b', 'broken', 'c']);
    expect(mixed).toMatchObject({ data: found(['a', 1], ['b', 2], ['broken', null], ['c', 3]) });
    expect(mixed.errors).toMatchObject([{ path: ['products', 2, 'price'] }]);
    expect((await pricesOf(['broken', 'b', 'c'])).errors).toMatchObject([{ path: ['products', 0, 'price'] }]);
    expect(askedFor()).toEqual([['a'], ['b', 'broken', 'c'], ['broken']]);
  });

  it('that do not exist are asked for again', async () => {
    await start();
    await pricesOf(['none', 'a']);
    expect(await pricesOf(['none', 'a'])).toMatchObject({ data: found(['none', null], ['a', 1]) });
    expect(askedFor()[1]).toEqual(['none']);
  });

  it('are not held when the subgraph answers with fewer than were asked for', async () => {
    await start();
    const body = JSON.stringify({ data: { _entities: [{ __typename: 'Product', price: 9 }] } });
    subgraphs[1].misbehave(() => ({ status: 200, headers: { 'cache-control': 'max-age=60, public' }, body }));
    await pricesOf(['a', 'b']);
    subgraphs[1].misbehave(null);
    expect(await pricesOf(['a', 'b'])).toMatchObject({ data: found(['a', 1], ['b', 2]) });
  });

  it('that many miss at once are fetched once', async () => {
    await start();
    subgraphs[1].delay(50);
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, () => pricesOf(['a', 'b'])),
      ...Array.from({ length: 20 }, () => pricesOf(['b', 'c'])),
    ]);
    expect(new Set(askedFor().flat()).size).toBe(askedFor().flat().length);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(2);
  });

  it('that nobody may hold are fetched for each who asks, after all', async () => {
    await start();
    hold('no-store');
    subgraphs[1].delay(20);
    const answers = await Promise.all([pricesOf(['a', 'b']), pricesOf(['b', 'c'])]);
    for (const { data, errors } of answers) {
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).not.toContain('null');
    }
  });

  it('make room for each other', async () => {
    await start({ in_memory: { max_bytes: '8KiB' } });
    for (let index = 0; index < 20; index++) await pricesOf([`p${index}`]);
    subgraphs[1].requests.splice(0);
    await pricesOf(['p0', 'p19']);
    expect(askedFor()).toEqual([['p0']]);
  });
});

describe('an entity whose time is over', () => {
  it('is given while a new one is fetched, with `stale-while-revalidate`', async () => {
    await start({ max_ttl: '1ms' });
    hold('max-age=60, public, stale-while-revalidate=60');
    await pricesOf(['a']);
    subgraphs[1].misbehave(() => ({ status: 500, body: '' }));
    const meanwhile = await pricesOf(['a']);
    expect(meanwhile).toMatchObject({ data: found(['a', 1]) });
    expect(meanwhile.errors).toBeUndefined();
    subgraphs[1].misbehave(null);
    await until('the new one is there', async () => {
      return JSON.stringify((await pricesOf(['a'])).data) !== JSON.stringify(found(['a', 1]));
    });
  });

  it('is given when the subgraph does not answer, with `stale-if-error`, and what is missing says why', async () => {
    await start({ max_ttl: '1ms' });
    hold('max-age=60, public, stale-if-error=60');
    await pricesOf(['a']);
    subgraphs[1].misbehave(() => ({ status: 500, body: '' }));
    const alone = await pricesOf(['a']);
    expect(alone).toMatchObject({ data: found(['a', 1]) });
    expect(alone.errors).toBeUndefined();
    const both = await pricesOf(['a', 'b']);
    expect(both).toMatchObject({ data: found(['a', 1], ['b', null]) });
    expect(both.errors).toMatchObject([{ extensions: { code: 'SUBREQUEST_HTTP_ERROR' } }]);
  });

  it('is not given when the subgraph answers that something is wrong with it', async () => {
    await start({ max_ttl: '1ms' });
    hold('max-age=60, public, stale-if-error=60');
    await pricesOf(['a']);
    const errors = [{ message: 'gone', path: ['_entities', 0], extensions: { code: 'GONE' } }];
    subgraphs[1].misbehave(() => ({ status: 200, body: JSON.stringify({ data: { _entities: [null] }, errors }) }));
    expect(await pricesOf(['a'])).toMatchObject({ data: found(['a', null]), errors: [{ message: 'gone' }] });
  });

  it('is not given for longer than `max_stale`', async () => {
    await start({ max_ttl: '1ms', max_stale: '0s' });
    hold('max-age=60, public, stale-if-error=60');
    await pricesOf(['a']);
    subgraphs[1].misbehave(() => ({ status: 500, body: '' }));
    expect(await pricesOf(['a'])).toMatchObject({ data: found(['a', null]) });
  });
});

describe('a subgraph', () => {
  it('may be left out', async () => {
    await start({ subgraph: { subgraphs: { prices: { enabled: false } } } });
    await pricesOf(['a']);
    expect(await pricesOf(['a'])).toMatchObject({ data: found(['a', 2]) });
  });

  it('that says nothing of time may have its answers held all the same', async () => {
    await start({ subgraph: { subgraphs: { prices: { ttl: '1m' } } } });
    hold('public');
    await pricesOf(['a']);
    expect(await pricesOf(['a'])).toMatchObject({ data: found(['a', 1]) });
  });
});

describe('an operator', () => {
  const post = async (ids: string[]) => {
    const body = JSON.stringify({ query, variables: { ids } });
    const response = await fetch(router.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await response.text();
    return response.headers.get('cache-status');
  };

  it('sees in the answer what came from the cache, with `debug`', async () => {
    await start({ debug: true });
    subgraphs[0].setHeaders({ 'cache-control': 'no-store' });
    const shopAlways = '"shop"; fwd=miss; detail="0 held, 1 fetched"';
    expect(await post(['a'])).toMatch(`${shopAlways}, "prices"; fwd=miss; stored; ttl=59; detail="0 held, 1 fetched"`);
    expect(await post(['a', 'b'])).toContain('"prices"; fwd=partial; stored; ttl=59; detail="1 held, 1 fetched"');
    expect(await post(['b', 'a'])).toContain('"prices"; hit; ttl=59; detail="2 held, 0 stale"');
    hold('no-store');
    expect(await post(['c'])).toContain('"prices"; fwd=miss; detail="0 held, 1 fetched"');
  });

  it('sees nothing of it in an answer otherwise', async () => {
    await start();
    expect(await post(['a'])).toBeNull();
  });

  it('sees in the metrics what is held and how often it helps', async () => {
    await start({ in_memory: { max_bytes: '4KiB' } });
    for (const ids of [['a'], ['a', 'b'], ['c', 'd', 'e', 'f']]) await pricesOf(ids);
    const metrics = await (await fetch(router.url.replace('/graphql', '/metrics'))).text();
    const valueOf = (series: string) =>
      Number(
        metrics
          .split('\n')
          .find((line) => line.startsWith(series))
          ?.split(' ')
          .at(-1),
      );
    const lookups = (result: string) =>
      valueOf(`router_response_cache_lookups_total{subgraph="prices",result="${result}"`);
    expect([lookups('hit'), lookups('miss')]).toEqual([1, 6]);
    expect(valueOf('router_response_cache_changes_total{change="stored"')).toBe(6);
    expect(valueOf('router_response_cache_changes_total{change="evicted"')).toBeGreaterThan(0);
    expect(valueOf('router_response_cache_bytes')).toBeLessThanOrEqual(4_096);
  });
});

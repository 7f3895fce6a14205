import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import { readCacheTags } from '../src/cache/cache-tags.ts';
import { createInvalidations, positionOf } from '../src/cache/invalidations.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import {
  ask,
  startRouter,
  startSubgraph,
  type SubgraphDefinition,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${JSON.stringify(imports)})\n`;

let count = 0;
const next = () => ++count;
const shop: SubgraphDefinition = {
  name: 'shop',
  sdl: `${link('@key', '@cacheTag')}
    type Query {
      list(of: Filter, page: Int! = 1): List @cacheTag(format: "lists") @cacheTag(format: "list-{$args.of.kind}-{$args.page}")
      product(id: ID!): Product
      shops: [Place]
    }
    input Filter { kind: String! }
    type List { count: Int }
    interface Place { count: Int }
    type Shop implements Place { count: Int }
    type Product @key(fields: "id") @key(fields: "id sku { code }") { id: ID! sku: Sku count: Int }
    type Sku { code: String }`,
  resolvers: {
    Query: {
      list: () => ({}),
      product: (_: unknown, { id }: { id: string }) => ({ id, sku: { code: `c${id}` } }),
      shops: () => [{ __typename: 'Shop' }],
    },
    List: { count: next },
    Shop: { count: next },
    Product: { count: next },
  },
};
const prices: SubgraphDefinition = {
  name: 'prices',
  sdl: `${link('@key', '@cacheTag')}
    type Product @key(fields: "id") @cacheTag(format: "product-{$key.id}") @cacheTag(format: "prices") { id: ID! price: Int }`,
  resolvers: { Product: { __resolveReference: ({ id }: { id: string }) => ({ id }), price: next } },
};

const key = 'a shared key of 25 letters';
const response_cache = { enabled: true, invalidation: { enabled: true, shared_key: key } };
let subgraphs: [TestSubgraph, TestSubgraph];
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all([startSubgraph(shop), startSubgraph(prices)]);
});
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.stop())));
beforeEach(() => {
  for (const subgraph of subgraphs) {
    subgraph.requests.splice(0);
    subgraph.delay(0);
    subgraph.misbehave(null);
    subgraph.setHeaders({ 'cache-control': 'max-age=60, public' });
  }
});

async function start(config: RouterConfigInput['response_cache'] = {}): Promise<void> {
  router = await startRouter([shop, prices], subgraphs, {
    config: { response_cache: { ...response_cache, ...config } },
  });
}
afterEach(() => router.stop());

const url = () => router.url.replace('/graphql', '/invalidation');
async function send(
  body: unknown,
  headers: object = { authorization: key },
): Promise<{ status: number; body: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text };
  const response = await fetch(url(), init);
  return { status: response.status, body: await response.json() };
}
const invalidate = async (...requests: object[]) => (await send(requests)).body;
const read = async (query: string) => JSON.stringify((await ask(router.url, query)).data);
const tagged = (cache_tag: string, ...names: string[]) => ({ kind: 'cache_tag', subgraphs: names, cache_tag });

const priceOf = (id: string) => `{ product(id: "${id}") { price } }`;
const list = (kind: string, page?: number) =>
  `{ list(of: { kind: "${kind}" }${page === undefined ? '' : `, page: ${page}`}) { count } }`;

/** Which of the queries are answered anew. */
async function changed(queries: readonly string[], change: () => Promise<unknown>): Promise<string[]> {
  const before = [];
  for (const query of queries) before.push(await read(query));
  await change();
  const fresh = [];
  for (const [index, query] of queries.entries()) if ((await read(query)) !== before[index]) fresh.push(query);
  return fresh;
}

it('two keys are good while they rotate, and no part of them is', async () => {
  const next = 'another key of 24 letters';
  await start({ invalidation: { enabled: true, shared_key: `${next}, ${key}` } });
  for (const authorization of [key, next])
    expect((await send([tagged('none', 'prices')], { authorization })).status).toBe(202);
  for (const authorization of [`${next}, ${key}`, `${next},`, ''])
    expect((await send([tagged('none', 'prices')], { authorization })).status).toBe(401);
});

describe('what is held is invalidated', () => {
  it('by the tag of an entity, made of its key', async () => {
    await start();
    const queries = [priceOf('1'), priceOf('2')];
    expect(await changed(queries, () => invalidate(tagged('product-2', 'prices')))).toEqual([priceOf('2')]);
    expect(await changed(queries, () => invalidate(tagged('prices', 'prices')))).toEqual(queries);
    expect(await changed(queries, () => invalidate(tagged('prices', 'shop'), tagged('product', 'prices')))).toEqual([]);
  });

  it('by the tag of a field, made of its arguments, their defaults and what is inside them', async () => {
    await start();
    const queries = [list('hats'), list('hats', 2), list('shoes')];
    expect(await changed(queries, () => invalidate(tagged('list-hats-1', 'shop')))).toEqual([list('hats')]);
    expect(await changed(queries, () => invalidate(tagged('lists', 'prices', 'shop')))).toEqual(queries);
  });

  it('but is not held when its tag cannot be made', async () => {
    await start();
    expect(await changed(['{ list { count } }'], async () => undefined)).toEqual(['{ list { count } }']);
  });

  it('by subgraph, and by every type that is in it', async () => {
    await start();
    const queries = [priceOf('1'), list('hats'), '{ product(id: "1") { count } }', '{ shops { count } }'];
    const [price, hats, product, shops] = queries;
    const by = (change: object) => changed(queries, () => invalidate(change));
    expect(await by({ kind: 'subgraph', subgraph: 'shop' })).toEqual([hats, product, shops]);
    expect(await by({ kind: 'subgraph', subgraph: 'prices' })).toEqual([price]);
    expect(await by({ kind: 'type', subgraph: 'prices', type: 'Product' })).toEqual([price]);
    expect(await by({ kind: 'type', subgraph: 'shop', type: 'Product' })).toEqual([product]);
    expect(await by({ kind: 'type', subgraph: 'shop', type: 'Shop' })).toEqual([shops]);
    expect(await by({ kind: 'type', subgraph: 'shop', type: 'Query' })).toEqual([hats, product, shops]);
  });

  it('by the tags that a subgraph gives its answers and their entities', async () => {
    await start();
    const entities = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Product', price: next() }));
    const answer = (extensions: object) =>
      subgraphs[1].misbehave(() => ({
        ...{ status: 200, headers: { 'cache-control': 'max-age=60, public' } },
        body: JSON.stringify({ data: { _entities: entities(1) }, extensions }),
      }));
    answer({ apolloEntityCacheTags: [['mine']] });
    expect(await changed([priceOf('1')], () => invalidate(tagged('yours', 'prices')))).toEqual([]);
    expect(await changed([priceOf('1')], () => invalidate(tagged('mine', 'prices')))).toEqual([priceOf('1')]);
    answer({ apolloEntityCacheTags: 'mine' });
    expect(await changed([priceOf('2')], async () => undefined)).toEqual([priceOf('2')]);
  });

  it('and its number is told', async () => {
    await start();
    for (const id of ['1', '2', '3']) await read(priceOf(id));
    expect(await send([tagged('product-1', 'prices'), tagged('product-2', 'prices')])).toEqual({
      status: 202,
      body: { count: 2 },
    });
    expect(await invalidate({ kind: 'subgraph', subgraph: 'prices' })).toEqual({ count: 1 });
    expect(await invalidate({ kind: 'subgraph', subgraph: 'nobody' })).toEqual({ count: 0 });
  });
});

describe('an answer that was on its way when it was invalidated', () => {
  it('is not held, and who asks afterwards does not get it', async () => {
    await start();
    subgraphs[1].delay(100);
    const before = read(priceOf('9'));
    await until('it is on its way', () => subgraphs[1].requests.length === 1);
    await invalidate(tagged('product-9', 'prices'));
    const after = await read(priceOf('9'));
    expect(subgraphs[1].requests).toHaveLength(2);
    expect(await before).not.toBe(after);
    expect(await read(priceOf('9'))).toBe(after);
  });

  it('is not held either when its labels have been forgotten since', async () => {
    await start({ invalidation: { ...response_cache.invalidation, max_labels: 2 } });
    subgraphs[1].delay(100);
    const before = read(priceOf('8'));
    await until('it is on its way', () => subgraphs[1].requests.length === 1);
    await invalidate(tagged('product-8', 'prices'));
    for (const other of ['a', 'b', 'c']) await invalidate(tagged(other, 'prices'));
    expect(await before).not.toBe(await read(priceOf('8')));
  });
});

describe('the endpoint', () => {
  it('answers nobody without the key', async () => {
    await start();
    for (const headers of [{}, { authorization: 'another key' }, { authorization: `Bearer ${key}` }])
      expect(await send([tagged('a', 'shop')], headers)).toMatchObject({
        ...{ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } },
      });
  });

  it.each([
    ['no list', {}, 400],
    ['an empty list', [], 400],
    ['what it does not know', [{ kind: 'everything' }], 400],
    ['a member too much', [{ kind: 'subgraph', subgraph: 'shop', type: 'Product' }], 400],
    ['no JSON', '[', 400],
    ['more than it takes at a time', Array.from({ length: 4 }, () => tagged('a', 'shop')), 400],
    ['too long a body', [tagged('a'.repeat(1_000), 'shop')], 413],
  ])('refuses %s', async (_, body, status) => {
    await start({ invalidation: { ...response_cache.invalidation, max_items: 3, max_body_bytes: '600B' } });
    expect((await send(body)).status).toBe(status);
  });

  it('is not there while it is switched off', async () => {
    await start({ invalidation: { enabled: false } });
    expect((await fetch(url(), { method: 'POST', headers: { authorization: key } })).status).toBe(404);
  });
});

describe('a CDN', () => {
  const get = async (query: string) => {
    const target = `${router.url}?query=${encodeURIComponent(query)}`;
    return (await fetch(target, { headers: { 'apollo-require-preflight': '1' } })).headers;
  };

  it('is told by what to purge a public answer, fetched or held', async () => {
    await start({ cdn_invalidation: { enabled: true } });
    for (let times = 0; times < 2; times++) {
      const tags = (await get('{ product(id: "ä,b") { price } }')).get('cache-tag')?.split(',').toSorted();
      expect(tags).toEqual([
        ...['prices', 'product-%C3%A4%2Cb', 'subgraph-prices', 'subgraph-shop'],
        ...['type-prices-Product', 'type-shop-Product', 'type-shop-Query'],
      ]);
    }
  });

  it('is not given what it could not purge', async () => {
    await start({ cdn_invalidation: { enabled: true, max_bytes: '50B' } });
    const headers = await get(priceOf('1'));
    expect([headers.get('cache-control'), headers.get('cache-tag')]).toEqual(['max-age=60, private', null]);
  });

  it('is told nothing while that is switched off', async () => {
    await start();
    expect((await get(priceOf('1'))).get('cache-tag')).toBeNull();
  });
});

it('refuses a supergraph with tags that can never be made, and says all that is wrong with them', async () => {
  await start();
  const wrong = {
    name: 'shop',
    sdl: `${link('@key', '@cacheTag')}
      type Query {
        a(x: Int, list: [Int], of: Filter): Int @cacheTag(format: "{$key.x}") @cacheTag(format: "{$args.y}")
          @cacheTag(format: "{$args.list}") @cacheTag(format: "{$args.of}") @cacheTag(format: "{$args.x.y}") @cacheTag(format: "{x}")
          @cacheTag(format: "{") @cacheTag(format: "")
      }
      input Filter { kind: String! }
      type Product @key(fields: "id") @key(fields: "sku { code }") @cacheTag(format: "p-{$key.id}") @cacheTag(format: "{$key.sku}")
        @cacheTag(format: "{$args.id}") { id: ID! sku: Sku }
      type Sku @cacheTag(format: "sku") { code: String }`,
    resolvers: {},
  };
  const startWrong = () => startRouter([wrong], [subgraphs[0]]);
  const problems = await startWrong().then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );
  expect(problems).toEqual([
    '@cacheTag(format: "p-{$key.id}") of Product in shop: the key "sku { code }" has no field id',
    '@cacheTag(format: "{$key.sku}") of Product in shop: the key "id" has no field sku',
    '@cacheTag(format: "{$args.id}") of Product in shop: a type has no $args',
    '@cacheTag(format: "{$key.x}") of Query.a in shop: a field has no $key',
    '@cacheTag(format: "{$args.y}") of Query.a in shop: there is no argument y',
    '@cacheTag(format: "{$args.list}") of Query.a in shop: there is no argument list',
    '@cacheTag(format: "{$args.of}") of Query.a in shop: there is no argument of',
    '@cacheTag(format: "{$args.x.y}") of Query.a in shop: there is no argument x.y',
    '@cacheTag(format: "{x}") of Query.a in shop: {x} is neither {$key.<field>} nor {$args.<argument>}',
    '@cacheTag(format: "{") of Query.a in shop: a brace has no partner',
    '@cacheTag(format: "") of Query.a in shop: it is empty',
    '@cacheTag(format: "sku") of Sku in shop: the type is no entity there',
  ]);
});

it('refuses tags of interfaces, and of fields that are not at the root of queries', () => {
  const tag = '@join__directive(graphs: [A], name: "federation__cacheTag", args: {format: "a"})';
  const sdl = `enum join__Graph { A @join__graph(name: "a", url: "") } type Query { n: Int }
    interface Place @join__type(graph: A, key: "id") ${tag} { id: ID! } type Shop { id: ID! ${tag} }`;
  expect(() => readCacheTags(sdl)).toThrow(
    '@cacheTag(format: "a") of Place in a: an interface has no tags, only its objects have\n' +
      '@cacheTag(format: "a") of Shop.id in a: of fields only those of Query have tags',
  );
});

describe('the memory of invalidations', () => {
  it('takes older marks after newer ones', () => {
    const invalidations = createInvalidations(10);
    invalidations.mark(['a'], positionOf(2_000, 1));
    invalidations.mark(['a'], positionOf(1_000, 5));
    expect(invalidations.position()).toBe(positionOf(2_000, 1));
    expect(invalidations.isCurrent(['a'], positionOf(1_000, 9))).toBe(false);
    expect(invalidations.isCurrent(['a'], positionOf(2_000, 1))).toBe(true);
    expect(invalidations.isCurrent(['a'], positionOf(10_000, 0))).toBe(true);
  });
});

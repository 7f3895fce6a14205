import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '@conea/platform';
import { createServer, type Server } from 'node:http';
import { createCachedSubgraphs } from '../src/cache/cached-subgraphs.ts';
import { createInvalidations } from '../src/cache/invalidations.ts';
import { createMemoryStore } from '../src/cache/memory-store.ts';
import { parseCachePolicy, type CachePolicy } from '../src/cache/cache-policy.ts';
import { responseCacheConfig } from '../src/config/response-cache.ts';
import { routerConfig } from '../src/config/config.ts';
import { createSubgraphs, type Subgraphs } from '../src/subgraphs.ts';
import { until } from '../../test/support/until.ts';
import { ask, federationLink, startRouter, startSubgraph } from './support/test-graph.ts';

const answer = { count: 0, status: 200, headers: {}, errors: false };
let server: Server;
let cached: Subgraphs;

beforeEach(async () => {
  Object.assign(answer, { count: 0, status: 200, headers: {}, errors: false });
  server = createServer((_, response) => {
    const body = { data: { n: ++answer.count }, ...(answer.errors && { errors: [{ message: 'no' }] }) };
    response.writeHead(answer.status, answer.headers).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const target = { name: 'shop', url: `http://127.0.0.1:${port}/graphql`, key: null };
  const { traffic_shaping: traffic } = routerConfig.parse({});
  const subgraphs = createSubgraphs([target], {
    traffic,
    onFailure: () => undefined,
    onExchange: () => undefined,
    onBreakerChange: () => undefined,
  });
  const config = responseCacheConfig.parse({ enabled: true, max_ttl: '2s' });
  const store = createMemoryStore({ ...config.in_memory, onChange: () => undefined });
  const common = { config, store, shared: null, invalidations: createInvalidations(10), onLookup: () => undefined };
  cached = createCachedSubgraphs(subgraphs, common);
});

afterEach(async () => {
  await cached.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const nobody: Caller = { requestId: 'req_1', ip: null, userAgent: null, user: null };

function aCaller(changes: Partial<NonNullable<Caller['user']>> = {}): Caller {
  const user = {
    id: 'usr_1',
    organizationId: 'org_1',
    sessionId: 'ses_1',
    role: 'user' as const,
    scopes: ['read'],
    expiresAt: 0,
  };
  return { ...nobody, user: { ...user, ...changes } };
}

async function get(caller: Caller, body = '{"query":"{ n }"}', isShareable = true): Promise<unknown> {
  const signal = AbortSignal.timeout(5_000);
  const question = { operation: body, variables: '{}', representations: null, bodyFor: () => body, labels: () => [] };
  return (await cached.fetch({ subgraph: 'shop', body, caller, signal, isShareable, question })).data;
}

describe('a private answer', () => {
  beforeEach(() => {
    answer.headers = { 'cache-control': 'max-age=60, private' };
  });

  it('is given again to its caller alone', async () => {
    await get(aCaller());
    expect(await get(aCaller())).toEqual({ n: 1 });
    const others = [{ organizationId: 'org_2' }, { id: 'usr_2' }, { sessionId: 'ses_2' }, { scopes: [] }];
    for (const [index, other] of others.entries()) expect(await get(aCaller(other))).toEqual({ n: index + 2 });
  });

  it('is not held for who is not signed in', async () => {
    await get(nobody);
    expect(await get(nobody)).toEqual({ n: 2 });
  });

  it('is what an answer is that does not say it is public', async () => {
    answer.headers = { 'cache-control': 'max-age=60' };
    await get(aCaller());
    expect(await get(aCaller({ organizationId: 'org_2' }))).toEqual({ n: 2 });
  });
});

describe('a public answer', () => {
  beforeEach(() => {
    answer.headers = { 'cache-control': 'max-age=60, public' };
  });

  it('is given to everybody, but only for the same operation and variables', async () => {
    await get(nobody);
    expect(await get(aCaller())).toEqual({ n: 1 });
    expect(await get(nobody, '{"query":"{ n }","variables":{"a":1}}')).toEqual({ n: 2 });
  });

  it('belongs to each request alone, so that merging into one does not change another', async () => {
    await get(nobody);
    Object.assign(Object(await get(nobody)), { n: 'changed' });
    expect(await get(nobody)).toEqual({ n: 1 });
  });

  it.each([{ errors: true }, { status: 400 }, { headers: { 'cache-control': 'max-age=60, public', age: '60' } }])(
    'is not held with %j',
    async (change) => {
      Object.assign(answer, change);
      await get(nobody);
      expect(await get(nobody)).toEqual({ n: 2 });
    },
  );

  it('is not held longer than the configuration says', async () => {
    await get(nobody);
    expect(await get(nobody)).toEqual({ n: 1 });
    await until('it is asked for again', async () => {
      await get(nobody);
      return answer.count === 2;
    });
  });

  it('is never one to a mutation', async () => {
    await get(nobody, '{"query":"mutation { n }"}', false);
    expect(await get(nobody, '{"query":"mutation { n }"}', false)).toEqual({ n: 2 });
  });
});

const lasting = (changes: Partial<CachePolicy> = {}): CachePolicy => ({
  ...{ isPublic: true, lifetime: 60_000, age: 0, staleWhileRevalidate: 0, staleIfError: 0 },
  ...changes,
});

it.each([
  [null, null],
  ['', null],
  ['public', null],
  ['max-age=0, public', null],
  ['max-age=-1, public', null],
  ['max-age=60, public, no-store', null],
  ['no-cache, max-age=60', null],
  ['max-age=60, public, private', lasting({ isPublic: false })],
  ['s-maxage=60', null],
  ['max-age=1, s-maxage="60", public, stale-if-error=5', lasting()],
  ['max-age=60, public, must-revalidate, stale-while-revalidate=5', lasting()],
  [
    'public, max-age=60, stale-while-revalidate=5, stale-if-error=7',
    lasting({ staleWhileRevalidate: 5_000, staleIfError: 7_000 }),
  ],
])('reads %j', (control, policy) => {
  expect(parseCachePolicy({ control, age: null })).toEqual(policy);
});

it('counts what an answer has spent on its way', () => {
  const control = 'max-age=60, public';
  expect(parseCachePolicy({ control, age: '20' })).toEqual(lasting({ age: 20_000 }));
  for (const age of ['60', '1, 2', 'x']) expect(parseCachePolicy({ control, age })).toBeNull();
});

it('takes the lifetime of an answer that names none from the configuration', () => {
  expect(parseCachePolicy({ control: 'public', age: null }, 5_000)).toEqual(lasting({ lifetime: 5_000 }));
  expect(parseCachePolicy({ control: null, age: null }, 5_000)).toEqual(lasting({ lifetime: 5_000, isPublic: false }));
  for (const control of ['no-store', 'max-age=0', 'max-age=x'])
    expect(parseCachePolicy({ control, age: null }, 5_000)).toBeNull();
});

describe('a router', () => {
  const shop = {
    name: 'shop',
    sdl: `${federationLink('@key')} type Query { product: Product } type Mutation { touch: Product } type Product @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { product: () => ({ id: '1' }) }, Mutation: { touch: () => ({ id: '1' }) } },
  };
  const prices = {
    name: 'prices',
    sdl: `${federationLink('@key')} type Product @key(fields: "id") { id: ID! price: Int }`,
    resolvers: {},
  };

  async function pricesAsked(isEnabled: boolean, queries: readonly string[]): Promise<unknown[]> {
    const subgraphs = await Promise.all([startSubgraph(shop), startSubgraph(prices)]);
    let price = 0;
    subgraphs[1].misbehave(() => ({
      status: 200,
      headers: { 'cache-control': 'max-age=60, public' },
      body: JSON.stringify({ data: { _entities: [{ __typename: 'Product', price: ++price }] } }),
    }));
    const config = { response_cache: { enabled: isEnabled } };
    const router = await startRouter([shop, prices], subgraphs, { config });
    const seen = [];
    for (const query of queries) seen.push((await ask(router.url, query)).data);
    await router.stop();
    await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
    return seen;
  }

  it('answers queries from the cache, but never what a mutation shows', async () => {
    const seen = await pricesAsked(true, [
      '{ product { price } }',
      '{ product { price } }',
      'mutation { touch { price } }',
    ]);
    expect(seen).toEqual([{ product: { price: 1 } }, { product: { price: 1 } }, { touch: { price: 2 } }]);
  });

  it('asks every time while it is switched off', async () => {
    const seen = await pricesAsked(false, ['{ product { price } }', '{ product { price } }']);
    expect(seen).toEqual([{ product: { price: 1 } }, { product: { price: 2 } }]);
  });
});

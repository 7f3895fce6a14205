import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startIssuer } from './support/issuer.ts';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const shop = {
  name: 'shop',
  sdl: `${federationLink('@key', '@authenticated')}
    type Query { product: Product mine: Int @authenticated }
    type Mutation { touch: Product }
    type Product @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: { product: () => ({ id: '1' }), mine: () => 1 },
    Mutation: { touch: () => ({ id: '1' }) },
  },
};
const prices = {
  name: 'prices',
  sdl: `${federationLink('@key')} type Product @key(fields: "id") { id: ID! price: Int }`,
  resolvers: {
    Product: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      price: () => (broken ? new Error('no price') : 5),
    },
  },
};

let broken = false;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: [TestSubgraph, TestSubgraph];
let router: TestRouter;

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all([startSubgraph(shop), startSubgraph(prices)]);
});
afterAll(() => Promise.all([issuer.stop(), ...subgraphs.map((subgraph) => subgraph.stop())]));
beforeEach(() => {
  broken = false;
  subgraphs[0].setHeaders({ 'cache-control': 'max-age=120, public' });
  subgraphs[1].setHeaders({ 'cache-control': 'max-age=60, public' });
});

async function start(config: RouterConfigInput = {}): Promise<void> {
  const cached = { ...issuer.config, response_cache: { enabled: true }, ...config };
  router = await startRouter([shop, prices], subgraphs, { config: cached });
}
afterEach(() => router.stop());

async function get(query: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = `${router.url}?query=${encodeURIComponent(query)}`;
  return fetch(url, { headers: { 'apollo-require-preflight': '1', ...headers } });
}
const controlOf = async (query: string, headers = {}) => (await get(query, headers)).headers.get('cache-control');
const both = '{ product { id price } }';

describe('an answer', () => {
  it('holds for clients as long as the shortest part of it', async () => {
    await start();
    expect(await controlOf('{ product { id } }')).toBe('max-age=120, public');
    expect(await controlOf(both)).toBe('max-age=60, public');
  });

  it('counts how old its parts are, also from the cache', async () => {
    await start();
    subgraphs[1].setHeaders({ 'cache-control': 'max-age=60, public', age: '20' });
    for (let times = 0; times < 2; times++) {
      const { headers } = await get(both);
      expect(headers.get('cache-control')).toBe('max-age=60, public');
      expect(Number(headers.get('age'))).toBeGreaterThanOrEqual(20);
    }
  });

  it.each(['no-store', 'max-age=0, public', ''])('is not held when a part of it says %j', async (control) => {
    await start();
    subgraphs[1].setHeaders({ 'cache-control': control });
    expect(await controlOf(both)).toBe('no-store');
  });

  it('is private as soon as a part of it is, and then depends on the credentials', async () => {
    await start();
    subgraphs[1].setHeaders({ 'cache-control': 'max-age=60, private' });
    const { headers } = await get(both);
    expect(headers.get('cache-control')).toBe('max-age=60, private');
    expect(headers.get('vary')?.toLowerCase()).toContain('authorization, x-api-key');
    expect((await get('{ product { id } }')).headers.get('vary')?.toLowerCase()).not.toContain('authorization');
  });

  it('is private when a rule of authorization was met, whoever asks', async () => {
    await start();
    const query = '{ product { id } mine }';
    const authorization = `Bearer ${await issuer.token()}`;
    expect(await controlOf(query, { authorization })).toBe('max-age=120, private');
    expect(await controlOf(query)).toBe('no-store');
  });

  it('is private on a router for signed-in callers only', async () => {
    await start({ authorization: { require_authentication: true } });
    expect(await controlOf(both, { authorization: `Bearer ${await issuer.token()}` })).toBe('max-age=60, private');
  });

  it('is private when it tells of a budget, and not held when the budget was asked for', async () => {
    const demand_control = { enabled: true, mode: 'enforce' } as const;
    await start({ demand_control, budget: { enabled: true, mode: 'enforce', rate_limit_field: true } });
    expect(await controlOf(both)).toBe('max-age=60, private');
    expect(await controlOf('{ product { id } rateLimit { remaining } }')).toBe('no-store');
  });

  it('is not held with errors, to a mutation, of the schema alone, or with its plan', async () => {
    await start({ supergraph: { expose_query_plan: true } });
    expect(await controlOf('{ __typename }')).toBe('no-store');
    expect(await controlOf(both, { 'apollo-expose-query-plan': 'true' })).toBe('no-store');
    const body = JSON.stringify({ query: 'mutation { touch { id } }' });
    const mutation = await fetch(router.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(mutation.headers.get('cache-control')).toBe('no-store');
  });

  it('is not held when a part of it has an error', async () => {
    await start();
    broken = true;
    expect(await controlOf(both)).toBe('no-store');
  });

  it('is not held on a router that holds nothing', async () => {
    await start({ response_cache: { enabled: false } });
    expect(await controlOf(both)).toBe('no-store');
  });

  it('may depend on what the client calls itself, with trusted documents', async () => {
    await start({ persisted_queries: { enabled: true } });
    expect((await get(both)).headers.get('vary')).toContain('apollographql-client-name');
  });
});

describe('a client that has an answer', () => {
  it('hears by GET that it is still the same, in whatever media type and encoding', async () => {
    await start();
    const first = await get(both);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    for (const known of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await get(both, { 'if-none-match': known });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('cache-control')).toBe('max-age=60, public');
      expect(again.headers.get('etag')).toBe(etag);
    }
  });

  it('gets another answer when it has changed', async () => {
    await start();
    expect((await get(both, { 'if-none-match': 'W/"other"' })).status).toBe(200);
  });

  it('is not asked to check what it must not hold', async () => {
    await start();
    subgraphs[1].setHeaders({ 'cache-control': 'no-store' });
    const { status, headers } = await get(both, { 'if-none-match': '*' });
    expect([status, headers.get('etag')]).toEqual([200, null]);
  });
});

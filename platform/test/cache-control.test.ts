import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { silentLog } from '../../test/support/database.ts';
import { serveSubgraph, signRequest, type Caller, type RouterKey } from '../src/index.ts';

const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };
const caller: Caller = { requestId: 'req_test', ip: null, userAgent: null, user: null };

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }
  type Query { hinted: Int @cacheControl(maxAge: 60) own: Int @cacheControl(maxAge: 30, scope: PRIVATE) plain: Int }
  type Product @key(fields: "id") @cacheControl(maxAge: 40) { id: ID! name: String }
`;
const resolvers = { Product: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'hat' }) } };

let url: string;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  const lifecycle = {
    signal: new AbortController().signal,
    onStop: (_name: string, stop: () => unknown) => stops.unshift(stop),
    stop: async () => undefined,
  };
  const createContext = () => ({});
  const listening = { host: '127.0.0.1', port: 0, routerKeys: [key], lifecycle, log: silentLog };
  ({ url } = await serveSubgraph({ name: 'test', typeDefs, resolvers, createContext, ...listening }));
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

const entities = '{ _entities(representations: [{ __typename: "Product", id: "1" }]) { ... on Product { name } } }';

it.each([
  ['{ hinted }', 'max-age=60, public'],
  ['{ hinted own }', 'max-age=30, private'],
  ['{ hinted plain }', 'no-store'],
  [entities, 'max-age=40, public'],
])('tells the router how long %s may be held', async (query, expected) => {
  const body = JSON.stringify({ query });
  const signature = signRequest(key, { subgraph: 'test', method: 'POST', path: '/graphql', body }, caller);
  const headers = { 'content-type': 'application/json', ...signature };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  await response.text();
  expect(response.headers.get('cache-control')).toBe(expected);
});

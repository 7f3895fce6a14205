import { afterEach, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createClient } from 'graphql-ws';
import type { IncomingHttpHeaders } from 'node:http';
import WebSocket from 'ws';
import { routerConfig, type RouterConfigInput } from '../src/config/config.ts';
import { isObject } from '../src/engine/result.ts';
import { startIssuer } from './support/issuer.ts';
import { createCleanup } from './support/cleanup.ts';
import { both, notes, startHeaderShop } from './support/header-shop.ts';
import { allParts, mergeParts, payload } from './support/parts.ts';
import { startServer } from './support/peer.ts';
import { ask, federationLink, startRouter, startSubgraph } from './support/test-graph.ts';

const { stopping, stopAll } = createCleanup();
afterEach(stopAll);

type Headers = NonNullable<RouterConfigInput['headers']>;
type Rules = NonNullable<NonNullable<Headers['all']>['request']>;

async function start(headers: Headers, config: RouterConfigInput = {}) {
  return stopping(await startHeaderShop({ headers, ...config }));
}

async function firstOf(results: AsyncIterable<unknown>): Promise<unknown> {
  for await (const result of results) return result;
  return null;
}

describe('a header of a client', () => {
  it('goes no further unless a rule says so', async () => {
    const { url, seen } = await start({});
    await ask(url, both, {}, { 'x-tenant': 't', authorization: 'Bearer x', cookie: 'a=b', 'x-user-id': 'u' });
    for (const headers of [...seen.shop, ...seen.notes])
      for (const name of ['x-tenant', 'authorization', 'cookie', 'x-user-id']) expect(headers).not.toHaveProperty(name);
  });

  it('is propagated, renamed, defaulted, matched, inserted and removed, in the order of the rules', async () => {
    const { url, seen } = await start({
      all: {
        request: [
          { propagate: { named: 'X-Tenant', rename: 'tenant' } },
          { propagate: { named: 'x-region', default: 'eu' } },
          { propagate: { matching: '^x-app-' } },
          { insert: { name: 'x-from', value: 'conea' } },
          { remove: { matching: 'secret$' } },
        ],
      },
      subgraphs: {
        notes: { request: [{ remove: { named: 'x-from' } }, { insert: { name: 'x-region', value: 'us' } }] },
      },
    });
    await ask(url, both, {}, { 'x-tenant': 't', 'x-app-a': '1', 'x-app-secret': '2', 'x-other': '3' });
    expect(seen.shop).toMatchObject([{ tenant: 't', 'x-region': 'eu', 'x-app-a': '1', 'x-from': 'conea' }]);
    expect(seen.notes).toMatchObject([{ tenant: 't', 'x-region': 'us', 'x-app-a': '1' }]);
    for (const name of ['x-tenant', 'x-app-secret', 'x-other']) expect(seen.shop[0]).not.toHaveProperty(name);
    expect(seen.notes[0]).not.toHaveProperty('x-from');
  });

  it('that shows or claims who asks passes only where it is named', async () => {
    const claims = {
      authorization: 'Basic x',
      cookie: 'a=b',
      'x-api-key': 'k',
      'x-user-id': 'u',
      'x-forwarded-for': '::1',
    };
    const { url, seen } = await start({
      all: { request: [{ propagate: { matching: '.*' } }] },
      subgraphs: { notes: { request: [{ propagate: { named: 'authorization' } }] } },
    });
    await ask(url, both, {}, { ...claims, 'x-fine': '1' });
    expect(seen.shop).toMatchObject([{ 'x-fine': '1' }]);
    for (const name of Object.keys(claims)) expect(seen.shop[0]).not.toHaveProperty(name);
    expect(seen.notes).toMatchObject([{ 'x-fine': '1', authorization: 'Basic x' }]);
  });

  it('never replaces what belongs to the connection, the body or the router', async () => {
    const { url, seen } = await start({ all: { request: [{ propagate: { matching: '.*' } }] } });
    const forged = { 'conea-caller': 'admin', 'conea-signature': 'x', 'x-request-id': 'mine', te: 'trailers' };
    await ask(url, both, {}, { ...forged, accept: 'application/graphql-response+json', 'accept-encoding': 'br' });
    expect(seen.shop).toMatchObject([{ accept: 'application/json', 'content-type': 'application/json' }]);
    for (const name of ['conea-caller', 'conea-signature', 'te', 'accept-encoding'])
      expect(seen.shop[0]).not.toHaveProperty(name);
    expect(seen.shop[0]?.['x-request-id']).toMatch(/^req_/);
    expect(seen.shop[0]?.host).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it('keeps apart what is shared in flight', async () => {
    const { url, seen } = await start({ subgraphs: { shop: { request: [{ propagate: { named: 'x-shop' } }] } } });
    const shops = ['a', 'b', 'a', 'b', 'c'];
    const answers = await Promise.all(shops.map((name) => ask(url, '{ order { id } }', {}, { 'x-shop': name })));
    expect(answers.map(({ data }) => data)).toEqual(shops.map((id) => ({ order: { id } })));
    expect(new Set(seen.shop.map((headers) => headers['x-shop']))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('keeps apart what is held, and tells a CDN by what answers differ', async () => {
    const rules: Rules = [{ propagate: { named: 'x-shop' } }];
    const config = { response_cache: { enabled: true } };
    const { url, seen, telling } = await start({ subgraphs: { shop: { request: rules } } }, config);
    telling.shop.headers = { 'cache-control': 'public, max-age=60' };
    const answers = [];
    for (const name of ['a', 'b', 'a', 'b'])
      answers.push((await ask(url, '{ order { id } }', {}, { 'x-shop': name })).data);
    expect(answers).toEqual(['a', 'b', 'a', 'b'].map((id) => ({ order: { id } })));
    expect(seen.shop).toHaveLength(2);
    const headers = { 'apollo-require-preflight': '1', 'x-shop': 'a' };
    const told = await fetch(`${url}?query={order{id}}`, { headers });
    expect(told.headers.get('vary')).toContain('x-shop');
  });
});

describe('the rules hold', () => {
  const rules: Headers = {
    all: { request: [{ propagate: { matching: '^x-|cookie' } }, { remove: { named: 'x-secret' } }] },
    subgraphs: { notes: { request: [{ propagate: { named: 'x-tenant', rename: 'tenant' } }] } },
  };
  const sent = { 'x-tenant': 't', 'x-secret': 's', 'x-user-id': 'u', cookie: 'a=b' };
  const deferred = '{ order { id ... @defer { note } } }';

  afterEach(() => {
    expect(shopped.seen.shop).toMatchObject([{ 'x-tenant': 't' }]);
    expect(shopped.seen.notes).toMatchObject([{ tenant: 't' }]);
    for (const headers of [...shopped.seen.shop, ...shopped.seen.notes])
      for (const name of ['x-secret', 'x-user-id', 'cookie']) expect(headers).not.toHaveProperty(name);
  });
  let shopped: Awaited<ReturnType<typeof start>>;

  it('for what is fetched later, with @defer', async () => {
    shopped = await start(rules);
    const parts = await allParts(shopped.url, { query: deferred, headers: sent });
    expect(mergeParts(parts).data).toEqual({ order: { id: '1', note: 'n' } });
  });

  it.each(['of the upgrade', 'of connection_init'])(
    'over a WebSocket, also for what is fetched later (%s)',
    async (at) => {
      shopped = await start(rules);
      const isUpgrade = at === 'of the upgrade';
      const format = { deferSpec: '20220824' };
      class Socket extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, isUpgrade ? { headers: sent } : {});
        }
      }
      const client = createClient({
        url: shopped.url.replace('http', 'ws'),
        webSocketImpl: Socket,
        connectionParams: isUpgrade ? format : { ...format, ...sent },
      });
      stopping({ stop: () => client.dispose() });
      const payloads = (await Array.fromAsync(client.iterate({ query: deferred }))).map((each) => payload.parse(each));
      expect(mergeParts(payloads).data).toEqual({ order: { id: '1', note: 'n' } });
    },
  );

  it('for agents, who are told none of those of the answers', async () => {
    const mcp = { enabled: true, introspection: { execute: { enabled: true } } };
    const all = { ...rules.all, response: [{ propagate: { matching: '^x-' } }] };
    shopped = await start({ ...rules, all }, { mcp, persisted_queries: { enabled: true } });
    shopped.telling.shop.headers = { 'x-told': '1' };
    const answers: globalThis.Headers[] = [];
    const agent = new Client({ name: 'agent', version: '1.0.0' });
    const transport = new StreamableHTTPClientTransport(new URL('/mcp', shopped.url), {
      requestInit: { headers: sent },
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        answers.push(response.headers);
        return response;
      },
    });
    await agent.connect(transport);
    stopping({ stop: () => agent.close() });
    const answer = await agent.callTool({ name: 'execute', arguments: { query: both } });
    expect(answer.structuredContent).toMatchObject({ data: { order: { id: '1', note: 'n' } } });
    expect(answers.filter((headers) => headers.has('x-told'))).toEqual([]);
  });
});

describe('what is known of a caller', () => {
  it('can be inserted, and a client cannot say it for itself', async () => {
    const issuer = stopping(await startIssuer());
    const { url, seen } = await start(
      { all: { request: [{ insert: { name: 'x-user-id', from_context: 'user_id' } }] } },
      issuer.config,
    );
    const authorization = `Bearer ${await issuer.token({ sub: 'usr_7' })}`;
    await ask(url, '{ order { id } }', {}, { authorization, 'x-user-id': 'usr_8' });
    await ask(url, '{ order { id } }', {}, { 'x-user-id': 'usr_8' });
    expect(seen.shop.map((headers) => headers['x-user-id'])).toEqual(['usr_7', undefined]);
  });
});

describe('a subscription', () => {
  const clock = {
    name: 'clock',
    sdl: `${federationLink('@key')} type Query { a: Int } type Subscription { placed: Order } type Order @key(fields: "id") { id: ID! }`,
    resolvers: {
      Subscription: {
        placed: {
          subscribe: async function* () {
            yield { placed: { id: '1' } };
            await new Promise(() => {});
          },
        },
      },
    },
  };

  it('is shared by those with the same headers, and its subgraph gets them in the extensions', async () => {
    const source = stopping(await startSubgraph(clock));
    const seen: IncomingHttpHeaders[] = [];
    const answering = stopping(
      await startServer((request, response) => {
        seen.push(request.headers);
        const body = { data: { _entities: [{ __typename: 'Order', note: request.headers['x-lang'] ?? 'none' }] } };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      }),
    );
    const headers = { all: { request: [{ propagate: { named: 'x-lang' } }] } };
    const subgraphs = [source, { name: 'notes', url: answering.url }];
    const router = stopping(await startRouter([clock, notes], subgraphs, { config: { headers } }));
    const subscribe = (language: string, isHeader: boolean) => {
      class Socket extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, isHeader ? { headers: { 'x-lang': language } } : {});
        }
      }
      const client = createClient({
        url: router.url.replace('http', 'ws'),
        webSocketImpl: Socket,
        connectionParams: isHeader ? {} : { 'X-Lang': language, 'x-evil': 'a\r\nb' },
      });
      stopping({ stop: () => client.dispose() });
      return firstOf(client.iterate({ query: 'subscription { placed { note } }' }));
    };
    const events = await Promise.all([subscribe('en', true), subscribe('en', false), subscribe('ja', false)]);
    expect(events).toEqual(['en', 'en', 'ja'].map((note) => ({ data: { placed: { note } } })));
    expect(seen.map((sent) => sent['x-lang']).toSorted()).toEqual(['en', 'ja']);
    const told = source.extensions.map((sent) => (isObject(sent) ? JSON.stringify(sent['headers']) : null));
    expect(told.toSorted()).toEqual(['{"x-lang":"en"}', '{"x-lang":"ja"}']);
  });

  it.each(['a\r\nx-admin: 1', 'a\nb', 'a\0b', 'snow ☃', 'x'.repeat(9_000)])(
    'brings no value that is not one of a header: %j',
    async (value) => {
      const { url, seen } = await start({ all: { request: [{ propagate: { named: 'x-lang' } }] } });
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { 'x-lang': value },
      });
      stopping({ stop: () => client.dispose() });
      expect(await firstOf(client.iterate({ query: '{ order { id } }' }))).toEqual({ data: { order: { id: '1' } } });
      expect(seen.shop[0]).not.toHaveProperty('x-lang');
      expect(seen.shop[0]).not.toHaveProperty('x-admin');
    },
  );
});

describe('the rules', () => {
  const problemsOf = (rule: object) =>
    routerConfig.safeParse({ headers: { all: { request: [rule] } } }).error?.issues.map(({ message }) => message) ?? [];

  it.each([
    [{ propagate: { named: 'connection' } }, /belongs to the connection/],
    [{ propagate: { named: 'x-a', rename: 'content-length' } }, /belongs to the connection/],
    [{ insert: { name: 'Conea-Caller', value: 'x' } }, /belongs to the connection/],
    [{ insert: { name: 'x-a', value: 'a\r\nb: c' } }, /without line ends/],
    [{ insert: { name: 'x a', value: 'b' } }, /name of a header/],
    [{ insert: { name: 'x-a' } }, /either `value` or `from_context`/],
    [{ propagate: {} }, /either `named` or `matching`/],
    [{ propagate: { matching: '(' } }, /no regular expression/],
    [{ propagate: { matching: 'x', rename: 'y' } }, /for one header that is `named`/],
    [{ propagate: { named: 'x' }, remove: { named: 'x' } }, /one of/],
    [{}, /one of/],
  ])('%j are refused', (rule, message) => {
    expect(problemsOf(rule).join('\n')).toMatch(message);
  });
});

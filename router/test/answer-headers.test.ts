import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import { routerConfig, type RouterConfigInput } from '../src/config/config.ts';
import { createCleanup } from './support/cleanup.ts';
import { both, startHeaderShop } from './support/header-shop.ts';
import { partFormats } from './support/parts.ts';
import { streamClients } from './support/stream-clients.ts';
import { ask, federationLink, startRouter, startSubgraph } from './support/test-graph.ts';

const { stopping, stopAll } = createCleanup();
afterEach(stopAll);

type Headers = NonNullable<RouterConfigInput['headers']>;
type Rules = NonNullable<NonNullable<Headers['all']>['response']>;

const start = async (response: Rules, config: RouterConfigInput = {}, subgraphs: Headers['subgraphs'] = {}) =>
  stopping(await startHeaderShop({ headers: { all: { response }, subgraphs }, ...config }));

const send = (url: string, query = both, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

async function headersOf(url: string, query = both): Promise<globalThis.Headers> {
  const response = await send(url, query);
  await response.text();
  return response.headers;
}

describe('a header of a subgraph', () => {
  it('goes no further unless a rule says so', async () => {
    const { url, telling } = await start([]);
    telling.shop.headers = { 'x-version': '1', 'set-cookie': 'a=b' };
    const headers = await headersOf(url);
    for (const name of ['x-version', 'set-cookie']) expect(headers.get(name)).toBeNull();
  });

  it('is propagated, renamed, defaulted, matched, inserted and removed, in the order of the rules', async () => {
    const { url, telling } = await start(
      [
        { propagate: { named: 'X-Version', rename: 'shop-version' } },
        { propagate: { named: 'x-region', default: 'eu' } },
        { propagate: { matching: '^x-app-' } },
        { insert: { name: 'x-from', value: 'conea' } },
        { remove: { matching: 'secret$' } },
      ],
      {},
      { notes: { response: [{ remove: { named: 'x-app-b' } }, { insert: { name: 'x-notes', value: 'yes' } }] } },
    );
    telling.shop.headers = { 'x-version': '1', 'x-app-a': 'a', 'x-app-secret': 's', 'x-other': 'o' };
    telling.notes.headers = { 'x-app-b': 'b' };
    const headers = await headersOf(url);
    const told = { 'shop-version': '1', 'x-region': 'eu', 'x-app-a': 'a', 'x-from': 'conea', 'x-notes': 'yes' };
    expect(Object.fromEntries(headers)).toMatchObject(told);
    for (const name of ['x-version', 'x-app-b', 'x-app-secret', 'x-other']) expect(headers.get(name)).toBeNull();
    expect((await headersOf(url, '{ order { id } }')).get('x-notes')).toBeNull();
  });

  it.each([
    ['first', 'of the shop'],
    ['last', 'of the notes'],
    ['append', 'of the shop, of the notes'],
    [undefined, 'of the notes'],
  ] as const)('of several answers is combined by the algorithm %s', async (algorithm, expected) => {
    const { url, telling } = await start([{ propagate: { named: 'x-origin', algorithm } }]);
    telling.shop.headers = { 'x-origin': 'of the shop' };
    telling.notes.headers = { 'x-origin': 'of the notes' };
    expect((await headersOf(url)).get('x-origin')).toBe(expected);
  });

  it.each([0, 1])(
    'of fetches at the same time is combined in the order of the plan (%i answers last)',
    async (late) => {
      const definitions = ['one', 'two'].map((name) => ({
        ...{ name, sdl: `${federationLink('@key')} type Query { ${name}: Int }` },
        resolvers: { Query: { [name]: () => 1 } },
      }));
      const subgraphs = await Promise.all(definitions.map(async (each) => stopping(await startSubgraph(each))));
      const rules = (['first', 'last', 'append'] as const).map((algorithm) => ({
        propagate: { named: 'x-origin', rename: `x-${algorithm}`, algorithm },
      }));
      const config = { headers: { all: { response: rules } } };
      const { url } = stopping(await startRouter(definitions, subgraphs, { config }));
      for (const subgraph of subgraphs) subgraph.setHeaders({ 'x-origin': subgraph.name });
      subgraphs[late]?.delay(100);
      const headers = await headersOf(url, '{ one two }');
      expect(['x-first', 'x-last', 'x-append'].map((name) => headers.get(name))).toEqual(['one', 'two', 'one, two']);
    },
  );

  it('is told once where answers say the same, and goes before the default of another', async () => {
    const { url, telling } = await start([
      { propagate: { named: 'x-same', algorithm: 'append' } },
      { propagate: { named: 'x-sent', default: 'none' } },
    ]);
    telling.shop.headers = { 'x-same': 'a', 'x-sent': 'by the shop' };
    telling.notes.headers = { 'x-same': 'a' };
    const headers = await headersOf(url);
    expect([headers.get('x-same'), headers.get('x-sent')]).toEqual(['a', 'by the shop']);
  });

  it('that is a cookie has a line of its own, and passes only where it is named', async () => {
    const cookies = ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2; HttpOnly'];
    const { url, telling } = await start([{ propagate: { named: 'set-cookie' } }]);
    telling.shop.headers = { 'set-cookie': cookies };
    telling.notes.headers = { 'set-cookie': ['c=3'] };
    expect((await headersOf(url)).getSetCookie()).toEqual([...cookies, 'c=3']);
    const matching = await start([{ propagate: { matching: '.*' } }]);
    matching.telling.shop.headers = { 'set-cookie': cookies, 'clear-site-data': '"*"', 'x-fine': '1' };
    const headers = await headersOf(matching.url);
    expect([headers.getSetCookie(), headers.get('clear-site-data'), headers.get('x-fine')]).toEqual([[], null, '1']);
  });

  it('never replaces what belongs to the connection, the body, the caches or the router', async () => {
    const { url, telling } = await start([{ propagate: { matching: '.*' } }]);
    telling.shop.headers = {
      ...{ connection: 'x-hop, close', 'x-hop': '1', 'keep-alive': 'timeout=9', trailer: 'x-late', date: 'never' },
      ...{ 'cache-control': 'public, max-age=60', 'cdn-cache-control': 'max-age=60', 'surrogate-key': 'k', vary: '*' },
      ...{ etag: '"1"', expires: 'later', 'access-control-allow-origin': '*', 'x-request-id': 'theirs', server: 's' },
      ...{ 'x-accel-redirect': '/secret', 'content-type': 'application/graphql-response+json', 'x-fine': '1' },
    };
    const headers = await headersOf(url);
    expect(headers.get('x-fine')).toBe('1');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('vary')).not.toContain('*');
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    for (const name of Object.keys(telling.shop.headers).filter((each) => !/^(?:x-fine|content-type|date)$/.test(each)))
      expect([name, headers.get(name)]).not.toEqual([name, telling.shop.headers[name]]);
    for (const name of ['x-hop', 'trailer', 'etag', 'x-accel-redirect', 'surrogate-key', 'cdn-cache-control'])
      expect([name, headers.get(name)]).toEqual([name, null]);
  });

  it('is told with errors of the operation, and not of a subgraph that gave no answer', async () => {
    const { url, telling } = await start([{ propagate: { matching: '^x-' } }]);
    Object.assign(telling.shop, { headers: { 'x-shop': '1' }, errors: [{ message: 'late' }] });
    Object.assign(telling.notes, { headers: { 'x-notes': '1' }, status: 500 });
    const headers = await headersOf(url);
    expect([headers.get('x-shop'), headers.get('x-notes')]).toEqual(['1', null]);
  });

  it('is left out where all of them together are too many bytes', async () => {
    const headers = { all: { response: [{ propagate: { matching: '^x-' } }] }, max_response_bytes: '100B' };
    const { url, telling } = stopping(await startHeaderShop({ headers }));
    telling.shop.headers = { 'x-a': 'a'.repeat(50), 'x-b': 'b'.repeat(50), 'x-c': 'c' };
    const told = await headersOf(url);
    expect(['x-a', 'x-b', 'x-c'].map((name) => told.get(name)?.length ?? null)).toEqual([50, null, 1]);
  });

  it('may be read by pages of other origins where its name is known', async () => {
    const origin = 'https://page.example';
    const { url } = await start(
      [{ propagate: { named: 'x-a', rename: 'x-b' } }, { propagate: { named: 'set-cookie' } }],
      {
        server: { cors: { origins: [origin] } },
      },
    );
    const exposed = (await send(url, both, { origin })).headers.get('access-control-expose-headers');
    expect(exposed).toMatch(/www-authenticate, x-b$/);
  });
});

describe('the headers of subgraphs', () => {
  const rules: Rules = [{ propagate: { matching: '^x-' } }];

  it('come with a mutation', async () => {
    const { url, telling } = await start(rules);
    telling.shop.headers = { 'x-saved': 'yes' };
    expect((await headersOf(url, 'mutation { save { id } }')).get('x-saved')).toBe('yes');
  });

  it.each([...partFormats.flatMap((format) => [`multipart/mixed;${format}`, `text/event-stream;${format}`])])(
    'come with the first part of an answer only (%s)',
    async (accept) => {
      const { url, telling } = await start(rules);
      const held = Promise.withResolvers<void>();
      telling.shop.headers = { 'x-shop': '1' };
      Object.assign(telling.notes, { headers: { 'x-notes': '1' }, until: held.promise });
      const response = await send(url, '{ order { id ... @defer { note } } }', { accept });
      expect([response.headers.get('x-shop'), response.headers.get('x-notes')]).toEqual(['1', null]);
      held.resolve();
      expect(await response.text()).toContain('"note":"n"');
    },
  );

  it('come with a query over an event stream', async () => {
    const { url, telling } = await start(rules);
    telling.shop.headers = { 'x-shop': '1' };
    const response = await send(url, both, { accept: 'text/event-stream' });
    expect(response.headers.get('x-shop')).toBe('1');
    expect(await response.text()).toContain('event: complete');
  });

  it.each([false, true])('are the same for those who share an answer (whole requests: %s)', async (deduplicate) => {
    const { url, telling, seen } = await start(rules, { traffic_shaping: { router: { deduplicate } } });
    const held = Promise.withResolvers<void>();
    Object.assign(telling.shop, { headers: { 'x-shop': '1' }, until: held.promise });
    const all = [1, 2, 3].map(() => headersOf(url, '{ order { id } }'));
    await until('the subgraph is asked', () => seen.shop.length > 0);
    held.resolve();
    for (const headers of await Promise.all(all)) expect(headers.get('x-shop')).toBe('1');
  });

  it('are held with the answer', async () => {
    const { url, telling, seen } = await start(rules, { response_cache: { enabled: true } });
    telling.shop.headers = { 'cache-control': 'public, max-age=60', 'x-shop': '1' };
    telling.notes.headers = { 'cache-control': 'public, max-age=60', 'x-notes': '1' };
    for (const _ of [1, 2]) {
      const headers = await headersOf(url);
      expect([headers.get('x-shop'), headers.get('x-notes')]).toEqual(['1', '1']);
    }
    expect([seen.shop.length, seen.notes.length]).toEqual([1, 1]);
  });
});

describe('an answer with a header for one client alone', () => {
  const rules: Rules = [{ propagate: { named: 'set-cookie' } }];

  it.each([false, true])('is shared with nobody, also where whole requests are (%s)', async (deduplicate) => {
    const { url, telling, seen } = await start(rules, { traffic_shaping: { router: { deduplicate } } });
    const held = Promise.withResolvers<void>();
    telling.shop.until = held.promise;
    // Each answer has a cookie of its own.
    let cookie = 0;
    Object.defineProperty(telling.shop, 'headers', { get: () => ({ 'set-cookie': `id=${++cookie}` }) });
    const all = [1, 2, 3].map(() => headersOf(url, '{ order { id } }'));
    await until('all of them are asked', () => seen.shop.length === 3);
    held.resolve();
    const cookies = (await Promise.all(all)).flatMap((headers) => headers.getSetCookie());
    expect(cookies.toSorted()).toEqual(['id=1', 'id=2', 'id=3']);
  });

  it('is not held, neither by the router nor by a CDN', async () => {
    const { url, telling, seen } = await start(rules, { response_cache: { enabled: true } });
    telling.shop.headers = { 'cache-control': 'public, max-age=60', 'set-cookie': 'id=1' };
    for (const _ of [1, 2]) {
      const response = await fetch(`${url}?query={order{id}}`, { headers: { 'apollo-require-preflight': '1' } });
      expect(response.headers.getSetCookie()).toEqual(['id=1']);
      expect(response.headers.get('cache-control')).toBe('no-store');
      await response.text();
    }
    expect(seen.shop).toHaveLength(2);
  });
});

it('a subscription brings no headers of subgraphs', async () => {
  const clock = {
    name: 'clock',
    sdl: `${federationLink('@key')} type Query { a: Int } type Subscription { tick: Int }`,
    resolvers: {
      Subscription: {
        tick: {
          subscribe: async function* () {
            yield { tick: 1 };
          },
        },
      },
    },
  };
  const subgraph = stopping(await startSubgraph(clock));
  const headers = { all: { response: [{ insert: { name: 'x-told', value: '1' } }] } };
  const router = stopping(await startRouter([clock], [subgraph], { config: { headers } }));
  const response = await send(router.url, 'subscription { tick }', { accept: 'text/event-stream' });
  expect(response.headers.get('x-told')).toBeNull();
  await response.body?.cancel();
  for (const [, client] of streamClients)
    expect(await client(router.url, { query: 'subscription { tick }' }).next()).toMatchObject({
      value: { data: { tick: 1 } },
    });
  expect((await ask(router.url, '{ a }')).data).toEqual({ a: null });
});

describe('the rules', () => {
  const problemsOf = (rule: object) =>
    routerConfig.safeParse({ headers: { all: { response: [rule] } } }).error?.issues.map(({ message }) => message) ??
    [];

  it.each([
    [{ propagate: { named: 'connection' } }, /belongs to the connection/],
    [{ propagate: { named: 'cache-control' } }, /belongs to the connection/],
    [{ propagate: { named: 'x-a', rename: 'Access-Control-Allow-Origin' } }, /belongs to the connection/],
    [{ insert: { name: 'cloudflare-cdn-cache-control', value: 'x' } }, /belongs to the connection/],
    [{ insert: { name: 'x-a', value: 'a\r\nb: c' } }, /without line ends/],
    [{ insert: { name: 'x-a', from_context: 'user_id' } }, /expected string/],
    [{ propagate: { named: 'x-a', algorithm: 'most' } }, /expected one of/],
    [{ propagate: { matching: 'x', rename: 'y' } }, /for one header that is `named`/],
    [{ propagate: { named: 'x' }, remove: { named: 'x' } }, /one of/],
    [{}, /one of/],
  ])('%j are refused', (rule, message) => {
    expect(problemsOf(rule).join('\n')).toMatch(message);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync, zstdDecompressSync } from 'node:zlib';
import { transportsConfig } from '../src/config/transports.ts';
import { createOrderLog } from './support/order-log.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const responseType = 'application/graphql-response+json';
const json = { 'content-type': 'application/json' };
const page = 'https://page.example';

const log = createOrderLog();
let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(log.definition);
  router = await startRouter([log.definition], [subgraph], { config: { server: { cors: { origins: [page] } } } });
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});

type Received = { status: number | undefined; headers: IncomingHttpHeaders; body: Buffer; isReused: boolean };

/** Plain Node: unlike `fetch` it adds no headers and decompresses nothing. */
function send(options: RequestOptions, body: string | Buffer = '', url = router.url): Promise<Received> {
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  const sent = request(url, { method: 'POST', ...options }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('end', () => {
      const { statusCode: status, headers } = response;
      resolve({ status, headers, body: Buffer.concat(chunks), isReused: sent.reusedSocket });
    });
  });
  sent.once('error', reject).end(body);
  return promise;
}

const post = (query: string, headers: Record<string, string> = {}, variables = {}) =>
  send({ headers: { ...json, ...headers } }, JSON.stringify({ query, variables }));
const get = (parameters: Record<string, string>, headers: Record<string, string> = {}, method = 'GET') =>
  send({ method, headers }, '', `${router.url}?${new URLSearchParams(parameters).toString()}`);
const parse = ({ body }: Received): unknown => JSON.parse(body.toString('utf8'));

describe('a request that GraphQL does not see', () => {
  it.each([
    ['is no JSON', 400, 'BAD_REQUEST', json, '{ "query": '],
    ['is empty', 400, 'BAD_REQUEST', json, ''],
    ['changes prototypes', 400, 'BAD_REQUEST', json, '{ "query": "{ hello }", "__proto__": { "a": 1 } }'],
    ['is a batch', 400, 'BATCHING_NOT_SUPPORTED', json, '[{ "query": "{ hello }" }]'],
    ['is too large', 413, 'PAYLOAD_TOO_LARGE', json, JSON.stringify({ query: '#'.repeat(1_100_000) })],
    ['has no type', 415, 'UNSUPPORTED_MEDIA_TYPE', {}, '{ "query": "{ hello }" }'],
    [
      'is a form',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'query={hello}',
    ],
    [
      'is text',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { 'content-type': 'text/plain;application/json' },
      '{ "query": "{ hello }" }',
    ],
    ['is not UTF-8', 415, 'UNSUPPORTED_MEDIA_TYPE', { 'content-type': 'application/json; charset=utf-16' }, '{}'],
    ['is packed unknown', 415, 'UNSUPPORTED_MEDIA_TYPE', { ...json, 'content-encoding': 'compress' }, '{}'],
    ['is not packed', 400, 'BAD_REQUEST', { ...json, 'content-encoding': 'gzip' }, '{ "query": "{ hello }" }'],
  ])('because it %s is answered with %d and a GraphQL error', async (_, status, code, headers, body) => {
    const received = await send({ headers }, body);
    expect(received.status).toBe(status);
    expect(received.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(parse(received)).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('because it unpacks to more than is allowed is refused without unpacking it all', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    const received = await send({ headers: { ...json, 'content-encoding': 'gzip' } }, bomb);
    expect(received.status).toBe(413);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('because its method is %s is told the methods', async (method) => {
    const received = await send({ method });
    expect([received.status, received.headers.allow]).toEqual([405, 'GET, POST']);
  });

  it.each(['text/html', 'application/json;q=0', 'image/*, text/*'])(
    'because it accepts %s is refused',
    async (accept) => {
      const received = await post('{ hello }', { accept });
      expect(received.status).toBe(406);
      expect(parse(received)).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] });
    },
  );
});

describe('the type of an answer', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
    [responseType, responseType],
    [`application/json, ${responseType}`, responseType],
    [`${responseType};q=0.5, application/json`, 'application/json'],
    [`${responseType}, application/json;q=0.9`, responseType],
    ['application/json;q=0, */*', responseType],
    ['text/event-stream;q=0.1, application/json', 'application/json'],
    ['multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json', 'application/json'],
  ])('for %s is %s', async (accept, type) => {
    const received = await post('{ hello }', accept === undefined ? {} : { accept });
    expect(received.headers['content-type']).toBe(`${type}; charset=utf-8`);
    expect(parse(received)).toEqual({ data: { hello: 'hello' } });
  });

  it('depends on what the client accepts, and so do caches', async () => {
    const { headers } = await post('{ hello }');
    expect([headers['vary'], headers['cache-control']]).toEqual(['Origin, Accept', 'no-store']);
  });
});

describe('the status of an answer', () => {
  const needsVariable = 'mutation ($name: String!) { rename(name: $name) }';

  it.each([
    ['of data', '{ hello }', 200, 200],
    ['of data and errors', '{ hello fails }', 200, 294],
    ['of a document that cannot be parsed', '{', 400, 400],
    ['of a document that is not valid', '{ nothing }', 400, 422],
    ['of an operation that cannot be found', 'query A { hello } query B { hello }', 400, 422],
    ['of variables that do not fit', needsVariable, 400, 422],
  ])('%s', async (_, query, usual, draft) => {
    expect((await post(query)).status).toBe(200);
    expect((await post(query, { accept: responseType })).status).toBe(usual);
    const status_codes = { invalid_operation: 422, partial_success: 294 } as const;
    const newer = await startRouter([log.definition], [subgraph], { config: { transports: { status_codes } } });
    const headers = { ...json, accept: responseType };
    expect((await send({ headers }, JSON.stringify({ query }), newer.url)).status).toBe(draft);
    await newer.stop();
  });
});

describe('GET', () => {
  const preflight = { 'apollo-require-preflight': 'yes' };

  it.each([
    ['nothing that a page of another origin could not send', {}],
    ['the type of a form', { 'content-type': 'text/plain' }],
    ['another site as its origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a site beside ours', { 'sec-fetch-site': 'same-site' }],
  ])('with %s is refused', async (_, headers: Record<string, string>) => {
    const received = await get({ query: '{ hello }' }, headers);
    expect(received.status).toBe(400);
    expect(parse(received)).toMatchObject({ errors: [{ extensions: { code: 'CSRF_PREVENTION_FAILED' } }] });
  });

  it.each([
    ['a header that makes browsers ask first', preflight],
    ['the other such header', { 'x-apollo-operation-name': 'Hello' }],
    ['a type that makes browsers ask first', { 'content-type': 'application/json' }],
    ['the origin of a page that may call', { origin: page }],
    ['a page of the same origin', { 'sec-fetch-site': 'same-origin' }],
  ])('with %s is answered', async (_, headers: Record<string, string>) => {
    expect(parse(await get({ query: '{ hello }' }, headers))).toEqual({ data: { hello: 'hello' } });
  });

  it('changes nothing', async () => {
    const received = await get({ query: 'mutation { rename(name: "x") }' }, preflight);
    expect([received.status, received.headers.allow]).toEqual([405, 'POST']);
    const head = await get({ query: 'mutation { rename(name: "x") }' }, preflight, 'HEAD');
    expect(head.status).toBe(405);
    expect(log.mutations()).toBe(0);
  });

  it('takes variables as JSON, and nothing else for them', async () => {
    const query = 'query ($if: Boolean!) { hello @include(if: $if) }';
    expect(parse(await get({ query, variables: '{ "if": false }' }, preflight))).toEqual({ data: {} });
    expect((await get({ query, variables: 'if=false' }, preflight)).status).toBe(400);
  });
});

describe('a page of another origin', () => {
  it('is told that it may call with credentials, and read what it has to know', async () => {
    const asked = await send({ method: 'OPTIONS', headers: { origin: page, 'access-control-request-method': 'POST' } });
    expect(asked.status).toBe(204);
    for (const header of ['x-api-key', 'traceparent', 'tracestate', 'baggage'])
      expect(asked.headers['access-control-allow-headers']).toContain(header);
    const answered = await post('{ hello }', { origin: page });
    expect(answered.headers['access-control-allow-origin']).toBe(page);
    expect(answered.headers['access-control-expose-headers']).toContain('retry-after');
  });

  it('is told nothing when it may not', async () => {
    const answered = await post('{ hello }', { origin: 'https://evil.example' });
    expect(answered.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('compression', () => {
  const query = '{ long(size: 5000) }';
  const unpacked = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync };

  it.each(['zstd', 'br', 'gzip'] as const)('%s is used when the client takes it', async (encoding) => {
    const { headers, body } = await post(query, { 'accept-encoding': encoding });
    expect([headers['content-encoding'], headers['vary']]).toEqual([
      encoding,
      expect.stringContaining('accept-encoding'),
    ]);
    expect(JSON.parse(unpacked[encoding](body).toString())).toEqual({ data: { long: 'x'.repeat(5_000) } });
  });

  it.each([
    ['a small answer', '{ hello }', 'gzip'],
    ['an answer for a client that takes it as it is', query, 'identity'],
    ['an answer for a client that takes only what is unknown', query, 'compress'],
  ])('is not used for %s', async (_, asked, encoding) => {
    const received = await post(asked, { 'accept-encoding': encoding });
    expect(received.headers['content-encoding']).toBeUndefined();
    expect(parse(received)).toHaveProperty('data');
  });

  it('of a request is understood', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' };
    const received = await send({ headers }, gzipSync(JSON.stringify({ query: '{ hello }' })));
    expect(parse(received)).toEqual({ data: { hello: 'hello' } });
  });
});

it('a connection serves one request after the other', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () => send({ agent, headers: json }, JSON.stringify({ query: '{ hello }' }));
  expect(await ask()).toMatchObject({ isReused: false, headers: { 'keep-alive': 'timeout=75, max=10000' } });
  expect(await ask()).toMatchObject({ isReused: true });
  agent.destroy();
});

it('a stream cannot be configured to end while it is idle', () => {
  const { error } = transportsConfig.safeParse({ heartbeat_interval: '30s', write_timeout: '10s' });
  expect(error?.issues).toMatchObject([{ path: ['write_timeout'] }]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { attackedShop } from '../support/attacked-shop.ts';
import { sendBytes } from '../support/raw-http.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

const body = '{"query":"{ hello }"}';
const size = body.length.toString(16);
const chunked = `${size}\r\n${body}\r\n0\r\n\r\n`;
const hidden = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(attackedShop);
  router = await startRouter([attackedShop], [subgraph]);
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});
beforeEach(() => {
  subgraph.requests.length = 0;
});

/** A `POST` of GraphQL with these headers, and with what follows them as it is. */
const post = (headers: readonly string[], rest: string) =>
  [`POST /graphql HTTP/1.1`, 'host: x', 'content-type: application/json', ...headers, '', rest].join('\r\n');
const length = `content-length: ${body.length}`;
const encoding = 'transfer-encoding: chunked';
const statusesOf = (answer: string) =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));

describe('a request whose end can be seen in two places', () => {
  it.each([
    ['a length and chunks', post(['content-length: 4', encoding], chunked)],
    ['chunks and a length', post([encoding, 'content-length: 4'], chunked)],
    ['a length of nothing and chunks', post(['content-length: 0', encoding], chunked)],
    ['two lengths', post([length, 'content-length: 4'], body)],
    ['two lengths in one header', post([`${length}, 4`], body)],
    ['a length with a sign', post([`content-length: +${body.length}`], body)],
    ['a length in hexadecimal', post([`content-length: 0x${size}`], body)],
    ['an encoding that is nearly chunked', post(['transfer-encoding: xchunked'], chunked)],
    ['an encoding after chunked', post(['transfer-encoding: chunked, identity'], chunked)],
    ['chunks twice', post([encoding, encoding], chunked)],
    ['a space before the colon', post(['transfer-encoding : chunked'], chunked)],
    ['a control character in the encoding', post(['transfer-encoding: \x0bchunked'], chunked)],
    ['a header that is folded', post(['x-a: b', ` ${encoding}`, length], body)],
    ['lines that end with LF alone', post([length], body).replaceAll('\r\n', '\n')],
    ['a header that ends with CR alone', post([`x-a: b\r${encoding}`, length], body)],
    ['a chunk of negative length', post([encoding], `-${chunked}`)],
    ['a chunk longer than it says', post([encoding], `1\r\n${body}\r\n0\r\n\r\n`)],
    ['a chunk that ends with LF alone', post([encoding], chunked.replaceAll('\r\n', '\n'))],
  ])('because it has %s is refused with all that comes behind it', async (_, bytes) => {
    const answer = await sendBytes(router.url, bytes + hidden);
    expect(statusesOf(answer)).toEqual([400]);
    expect(subgraph.requests).toEqual([]);
  });
});

/** A WebSocket for these hosts. */
const upgradeOf = (hosts: readonly string[]) =>
  [
    ...['GET /graphql HTTP/1.1', ...hosts, 'connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'],
    ...['sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-protocol: graphql-transport-ws', '', ''],
  ].join('\r\n');

describe('a request for two hosts', () => {
  it.each([
    ['a POST', post(['Host: y', length], body)],
    ['a POST that says the same twice', post(['HOST: x', length], body)],
    ['a POST with one of them empty', post(['host:', length], body)],
    ['a GET', 'GET /graphql?query={hello} HTTP/1.1\r\nhost: x\r\nhost: y\r\napollo-require-preflight: 1\r\n\r\n'],
    ['HTTP/1.0', 'GET /graphql?query={hello} HTTP/1.0\r\nhost: x\r\nhost: y\r\napollo-require-preflight: 1\r\n\r\n'],
    ['an upgrade', upgradeOf(['host: x', 'host: y'])],
    ['a look at the health', 'GET /health HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n'],
    ['a path that there is none of', 'GET /nothing HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n'],
    ['a preflight', 'OPTIONS /graphql HTTP/1.1\r\nhost: x\r\nhost: y\r\norigin: https://a.example\r\n\r\n'],
  ])('is refused with all that comes behind it: %s', async (_, bytes) => {
    expect(statusesOf(await sendBytes(router.url, bytes + hidden))).toEqual([400]);
    expect(subgraph.requests).toEqual([]);
  });
});

describe('what is no HTTP/1.1 request', () => {
  it.each([
    ['bytes', '\x00\x01\x02\x03\r\n\r\n', 400],
    ['a TLS handshake', Buffer.from('16030100a5010000a10303', 'hex'), 400],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['another version', 'GET /graphql HTTP/3.0\r\nhost: x\r\n\r\n', 400],
    ['no host', post([length, 'connection: close'], body).replace('host: x\r\n', ''), 400],
    ['no host in a GET', 'GET /graphql?query={hello} HTTP/1.1\r\n\r\n', 400],
    ['no host in an upgrade', upgradeOf([]), 400],
    ['a NUL in a header', post(['x-a: a\0b', length], body), 400],
    ['a space in the name of a header', post(['x a: b', length], body), 400],
    ['a header of 20 kB', post([`x-a: ${'a'.repeat(20_000)}`, length], body), 431],
    ['3,000 headers', post([...Array.from({ length: 3_000 }, (__, i) => `x${i}: a`), length], body), 431],
    ['a URL of 20 kB', `GET /graphql?query=${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
    ['a chunk extension of 20 kB', post([encoding], chunked.replace('\r\n', `;${'a'.repeat(20_000)}\r\n`)), 400],
    ['a URL that is not encoded well', 'GET /graphql/%ff%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['a method that shows headers', 'TRACE /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 404],
    ['an expectation that nobody has', post(['expect: gold', length, 'connection: close'], body), 417],
  ])('is refused: %s', async (_, bytes, status) => {
    const answer = await sendBytes(router.url, bytes);
    expect(statusesOf(answer)).toEqual([status]);
    expect(answer).not.toMatch(/\n\s+at |node_modules/);
    expect(subgraph.requests).toEqual([]);
  });

  it('is refused: a tunnel to somewhere else', async () => {
    expect(await sendBytes(router.url, 'CONNECT 169.254.169.254:80 HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('');
  });
});

describe('a request that could be taken for an attack', () => {
  it.each([
    [
      'an offer of HTTP/2, which Java makes to everybody',
      post(
        [length, 'connection: upgrade, http2-settings, close', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__'],
        body,
      ),
    ],
    ['HTTP/1.0, which need not name a host', post([length], body).replace('/1.1', '/1.0').replace('host: x\r\n', '')],
    ['one piece after the other', post([encoding, 'connection: close'], chunked)],
    ['a question before its body', post([length, 'expect: 100-continue', 'connection: close'], body)],
    ['a byte order mark', post([`content-length: ${body.length + 3}`, 'connection: close'], `\ufeff${body}`)],
    ['an absolute URL', post([length, 'connection: close'], body).replace('/graphql', 'http://x/graphql')],
  ])('is answered: %s', async (_, bytes) => {
    const answer = await sendBytes(router.url, bytes);
    expect(statusesOf(answer).at(-1)).toBe(200);
    expect(answer).toContain('{"data":{"hello":"hello"}}');
  });
});

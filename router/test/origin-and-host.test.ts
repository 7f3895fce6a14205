import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouterConfigInput } from '../src/config/config.ts';
import { sendBytes } from './support/raw-http.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = { name: 'words', sdl: 'type Query { open: String }', resolvers: { Query: { open: () => 'open' } } };

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
});
afterAll(() => subgraph.stop());
afterEach(() => router.stop());

const start = async (server: RouterConfigInput['server'] = {}) => {
  router = await startRouter([definition], [subgraph], { config: { server } });
};
const statusOf = async (lines: readonly string[]) =>
  /^HTTP\/1\.1 (\d+)/.exec(await sendBytes(router.url, [...lines, '', ''].join('\r\n')))?.[1];
const upgrade = [
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol: graphql-transport-ws',
];
const question = 'GET /graphql?query=%7B%20open%20%7D';

describe('a page without an origin of its own', () => {
  it.each([
    ['that names a host', '1.1', ['host: x', 'origin: null']],
    ['that names none, as HTTP/1.0 may', '1.0', ['origin: null']],
    ['of a file, to a host without a name', '1.1', ['host: ', 'origin: file://']],
  ])('opens no WebSocket and asks nothing by GET in a request %s', async (_, version, headers) => {
    await start();
    expect(await statusOf([`GET /graphql HTTP/${version}`, ...headers, ...upgrade])).toBe('403');
    expect(await statusOf([`${question} HTTP/${version}`, ...headers, 'connection: close'])).toBe('400');
    expect(subgraph.requests).toEqual([]);
  });
});

describe('a router that is asked for by certain hosts', () => {
  const hosts = { allowed_hosts: ['api.example.com', '127.0.0.1:4000'] };
  const page = (host: string) => [`host: ${host}`, `origin: http://${host}`];

  it.each(['evil.example', 'api.example.com.evil.example', '127.0.0.1:80', 'api.example.com@evil.example', ''])(
    'answers nothing to a page whose name was made to point to it: %s',
    async (host) => {
      await start(hosts);
      expect(await statusOf(['GET /graphql HTTP/1.1', ...page(host), ...upgrade])).toBe('421');
      expect(await statusOf([`${question} HTTP/1.1`, ...page(host), 'connection: close'])).toBe('421');
      expect(await statusOf(['GET / HTTP/1.1', ...page(host), 'connection: close'])).toBe('421');
      expect(await statusOf([`${question} HTTP/1.0`])).toBe('421');
    },
  );

  it.each(['api.example.com', 'API.example.com:8080', '127.0.0.1:4000'])('answers those of them: %s', async (host) => {
    await start(hosts);
    expect(await statusOf([`${question} HTTP/1.1`, ...page(host.toLowerCase()), 'connection: close'])).toBe('200');
  });

  it('answers whoever looks after it by its address', async () => {
    await start(hosts);
    for (const path of ['/health', '/ready', '/metrics', '/health?live'])
      expect(await statusOf([`GET ${path} HTTP/1.1`, 'host: 10.0.0.1:4000', 'connection: close'])).toBe('200');
  });
});

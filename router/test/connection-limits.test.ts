import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { until } from '../../test/support/until.ts';
import { routerConfig, type RouterConfigInput } from '../src/config/config.ts';
import { openSocket, sendBytes } from './support/raw-http.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = { name: 'words', sdl: 'type Query { open: String }', resolvers: { Query: { open: () => 'open' } } };

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
});
afterAll(() => subgraph.stop());
afterEach(() => router.stop());

const start = async (server: RouterConfigInput['server']) => {
  router = await startRouter([definition], [subgraph], { config: { server } });
};
const body = '{"query":"{ open }"}';
const post = (header: string) =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${header}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

describe('a client', () => {
  it('may send headers of a certain size', async () => {
    await start({ max_header_bytes: '2KiB' });
    expect(await sendBytes(router.url, post(`x-a: ${'a'.repeat(3_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
    expect(await sendBytes(router.url, post(`x-a: ${'a'.repeat(1_000)}\r\nconnection: close`))).toMatch(/ 200 /);
  });

  it('that does not end its headers is disconnected', async () => {
    await start({ headers_timeout: '100ms', connections_check_interval: '20ms' });
    expect(await sendBytes(router.url, 'POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: ')).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('that does not end its request is disconnected', async () => {
    await start({ headers_timeout: '100ms', request_timeout: '150ms', connections_check_interval: '20ms' });
    expect(await sendBytes(router.url, post('x-a: b').slice(0, -1))).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('is asked to connect anew after so many requests', async () => {
    await start({ max_requests_per_connection: 2 });
    const socket = await openSocket(router.url);
    let answers = '';
    socket.on('data', (chunk: Buffer) => (answers += chunk.toString()));
    socket.write(post('x-a: 1') + post('x-a: 2') + post('x-a: 3'));
    const statuses = () => [...answers.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status);
    await until('all are answered', () => statuses().length === 3);
    expect(statuses()).toEqual(['200', '200', '503']);
    expect(answers.match(/^connection: [a-z-]+/gim)).toEqual([
      'Connection: keep-alive',
      'Connection: close',
      'Connection: close',
    ]);
    socket.destroy();
  });
});

it('connections above the most that there may be are closed at once, and others take their place', async () => {
  await start({ max_connections: 2 });
  const [first, second] = [await openSocket(router.url), await openSocket(router.url)];
  const third = await openSocket(router.url);
  third.resume();
  await once(third, 'close');
  first.write(post('Connection: close'));
  expect(String((await once(first, 'data'))[0])).toMatch(/ 200 /);
  await once(first.resume(), 'close');
  expect(await sendBytes(router.url, post('Connection: close'))).toMatch(/ 200 /);
  second.destroy();
});

it('a configuration in which headers may take longer than the whole request is refused', () => {
  const { error } = routerConfig.safeParse({ server: { headers_timeout: '1m' } });
  expect(error?.issues).toMatchObject([{ path: ['server', 'headers_timeout'] }]);
});

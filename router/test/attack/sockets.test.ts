import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import WebSocket from 'ws';
import { attackedShop } from '../support/attacked-shop.ts';
import { openSocket, sendBytes } from '../support/raw-http.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(attackedShop);
  const websocket = { init_timeout: '100ms', max_message_bytes: '10KiB' };
  router = await startRouter([attackedShop], [subgraph], { config: { transports: { websocket } } });
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});

const open = async (protocols: string | string[] = 'graphql-transport-ws', options: WebSocket.ClientOptions = {}) => {
  const socket = new WebSocket(router.url.replace('http', 'ws'), protocols, options);
  await once(socket, 'open');
  return socket;
};
const init = '{"type":"connection_init"}';
const closeOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));
/** How a connection ends that says all this; it waits to be welcome, once it has introduced itself. */
const closeAfter = async (...messages: (string | Buffer)[]) => {
  const socket = await open();
  const closed = closeOf(socket);
  for (const message of messages) {
    socket.send(message);
    if (message === init) await once(socket, 'message');
  }
  return closed;
};
const ask = (payload: unknown, id = '1') => JSON.stringify({ id, type: 'subscribe', payload });

describe('a connection', () => {
  it('that sends nothing is closed with 4408', async () => {
    expect(await closeOf(await open())).toBe(4408);
  });

  it('that only pings is closed with 4408 too', async () => {
    const socket = await open();
    const pings = setInterval(() => socket.send('{"type":"ping"}'), 10);
    expect(await closeOf(socket)).toBe(4408);
    clearInterval(pings);
  });

  it.each([[['graphql-ws']], [['soap']], [['']], [[]]])(
    'of the protocols %j is closed with 4406',
    async (protocols) => {
      const refused = new WebSocket(router.url.replace('http', 'ws'), protocols.filter(Boolean));
      // The library wants one of the protocols that it named.
      refused.on('error', () => undefined);
      const code = await closeOf(refused);
      expect(protocols.filter(Boolean).length === 0 ? [4406] : [4406, 1006]).toContain(code);
    },
  );

  it.each([
    ['something before the initialisation', [ask({ query: '{ hello }' })], 4401],
    [
      'an id that is in use',
      [init, ask({ query: 'subscription { countTo(last: 1000000) }' }), ask({ query: '{ hello }' })],
      4409,
    ],
    ['no JSON', ['nonsense'], 4400],
    ['JSON that is no message', ['[]'], 4400],
    ['a message without a type', ['{}'], 4400],
    ['a message of another type', ['{"type":"__proto__"}'], 4400],
    ['a message that only a server sends', [init, '{"type":"next","id":"1","payload":{}}'], 4400],
    ['an operation without an id', [init, '{"type":"subscribe","payload":{"query":"{ hello }"}}'], 4400],
    ['an operation without a payload', [init, '{"type":"subscribe","id":"1"}'], 4400],
    ['an operation that is a number', [init, ask({ query: 1 })], 4400],
    ['a batch', [init, ask([{ query: '{ hello }' }])], 4400],
    ['an initialisation that is a list', ['{"type":"connection_init","payload":[]}'], 4400],
    ['JSON of ten thousand brackets', ['['.repeat(9_999)], 4400],
    ['a message that is too large', [init, ask({ query: '#'.repeat(11_000) })], 1009],
    ['bytes', [init, randomBytes(100)], 4400],
  ])('is closed after %s', async (_, messages, code) => {
    expect(await closeAfter(...messages)).toBe(code);
  });

  it('agrees to no compression, in which a small message could be a large one', async () => {
    const socket = await open('graphql-transport-ws', { perMessageDeflate: true });
    expect(socket.extensions).toBe('');
    socket.terminate();
  });
});

const handshake =
  'GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n' +
  'sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n';

describe('frames that no WebSocket sends', () => {
  const masked = (opcode: number, payload: Buffer, more = 0x80) => {
    const key = Buffer.from([1, 2, 3, 4]);
    const body = payload.map((byte, index) => byte ^ (key[index % 4] ?? 0));
    return Buffer.concat([Buffer.from([more | opcode, 0x80 | payload.length]), key, body]);
  };
  const closeFrame = (code: number) => Buffer.from([0x88, 0x02, code >> 8, code & 0xff]);

  it.each([
    ['without a mask', Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
    ['with a bit that is reserved', masked(0x41, Buffer.from('{}')), 1002],
    ['of a kind that is reserved', masked(0x3, Buffer.from('{}')), 1002],
    ['that go on with nothing', masked(0x0, Buffer.from('{}')), 1002],
    ['for control that are in pieces', masked(0x9, Buffer.from('x'), 0), 1002],
    ['that close for no reason there is', masked(0x8, Buffer.from([0, 1])), 1002],
    ['of text that is no UTF-8', masked(0x1, Buffer.from([0xff, 0xfe])), 1007],
    ['of 16 exabytes', Buffer.from([0x81, 0xff, ...Array.from({ length: 8 }, () => 0xff), 1, 2, 3, 4]), 1009],
  ])('close it: %s', async (_, frame, code) => {
    const socket = await openSocket(router.url);
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(handshake);
    await once(socket, 'data');
    socket.write(frame);
    await closed;
    expect(Buffer.concat(received).includes(closeFrame(code))).toBe(true);
  });
});

describe('a handshake', () => {
  it.each([
    ['of another version', handshake.replace('version: 13', 'version: 99'), 400],
    ['without a key', handshake.replace(/sec-websocket-key.*\r\n/, ''), 400],
    ['with a key that is too short', handshake.replace('AAAAAAAAAAAAAAAAAAAAAA==', 'AAAA'), 400],
    ['of another method', handshake.replace('GET', 'POST'), 405],
    ['at another path', handshake.replace('/graphql', '/graphql/../admin'), 404],
    ['from a page of another origin', handshake.replace('host: x', 'host: x\r\norigin: https://evil.example'), 403],
    ['from a page of our name and another port', handshake.replace('host: x', 'host: x\r\norigin: http://x:81'), 403],
    ['with a list of protocols that is none', handshake.replace('graphql-transport-ws', 'a,,b'), 400],
  ])('is refused: %s', async (_, bytes, status) => {
    expect(await sendBytes(router.url, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

it('after all of it the next client is served', async () => {
  const socket = await open();
  socket.send(init);
  await once(socket, 'message');
  socket.send(ask({ query: '{ hello }' }));
  expect(JSON.parse(String((await once(socket, 'message'))[0]))).toEqual({
    id: '1',
    type: 'next',
    payload: { data: { hello: 'hello' } },
  });
  socket.terminate();
});

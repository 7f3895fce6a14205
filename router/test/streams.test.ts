import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import { startIssuer } from './support/issuer.ts';
import { createOrderLog } from './support/order-log.ts';
import { multipartAccept, streamClients } from './support/stream-clients.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const orders = 'subscription ($after: String) { orderPlaced(after: $after) { id } }';
const order = (number: number) => ({ data: { orderPlaced: { id: `order${number}` } } });

const log = createOrderLog();
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraph: TestSubgraph;
let router: TestRouter;

const start = (transports: object = {}) =>
  startRouter([log.definition], [subgraph], {
    config: {
      ...issuer.config,
      transports: { heartbeat_interval: '50ms', write_timeout: '500ms', drain_time: '100ms', ...transports },
    },
  });

beforeAll(async () => {
  issuer = await startIssuer();
  subgraph = await startSubgraph(log.definition);
  router = await start();
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
  await issuer.stop();
});

/** A follower that nobody wakes does not see that it is not wanted any longer. */
const nobodyFollows = () =>
  until('nobody follows at the subgraph', () => {
    log.place();
    return log.followers() === 0;
  });
const tokenOf = async (claims: object) => ({ authorization: `Bearer ${await issuer.token({ ...claims })}` });
const nearlyExpired = () => tokenOf({ exp: Math.floor(Date.now() / 1000) + 2 });

describe.each(streamClients)('over %s', (_, open) => {
  it('a document that is not valid is answered with its errors', async () => {
    const results = await Array.fromAsync(open(router.url, { query: 'subscription { nothing }' }));
    expect(results).toMatchObject([{ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
  });

  it('a subscription has all its events and then ends', async () => {
    const results = await Array.fromAsync(open(router.url, { query: 'subscription { countTo(last: 3) }' }));
    expect(results).toEqual([1, 2, 3].map((countTo) => ({ data: { countTo } })));
  });

  it('a query is answered', async () => {
    expect(await Array.fromAsync(open(router.url, { query: '{ hello }' }))).toEqual([{ data: { hello: 'hello' } }]);
  });

  it('the cursor that the router selects for itself stays with it', async () => {
    log.place();
    const results = open(router.url, { query: orders, variables: { after: String(log.placed() - 1) } });
    expect((await results.next()).value).toEqual(order(log.placed()));
    await results.return();
    await nobodyFollows();
  });

  it('a client that leaves while nothing happens ends its subscription at the subgraph', async () => {
    log.place();
    const results = open(router.url, { query: orders, variables: { after: String(log.placed() - 1) } });
    await results.next();
    expect(log.followers()).toBe(1);
    await results.return();
    await nobodyFollows();
  });

  it('a stopping router ends what runs', async () => {
    const stopping = await start();
    const results = open(stopping.url, { query: orders, variables: { after: String(log.placed() - 1) } });
    await results.next();
    const end = results.next().then(
      ({ value }) => value,
      (error: unknown) => error,
    );
    await stopping.stop();
    expect(await end).toMatchObject(
      open === streamClients[0][1]
        ? { code: 1001 }
        : open === streamClients[1][1]
          ? { name: 'NetworkError' }
          : { errors: [{ extensions: { code: 'SHUTTING_DOWN' } }] },
    );
    await nobodyFollows();
  });

  it('a subscription ends with its token', async () => {
    const request = { query: orders, variables: { after: String(log.placed() - 1) } };
    const results = open(router.url, request, await nearlyExpired());
    await results.next();
    const end = await results.next().then(
      ({ value }) => value,
      (error: unknown) => error,
    );
    expect(end).toMatchObject(
      open === streamClients[0][1]
        ? { code: 4403 }
        : { errors: [{ extensions: { code: 'SUBSCRIPTION_JWT_EXPIRED' } }] },
    );
    await results.return();
    await nobodyFollows();
  });
});

/** The text of a stream up to a mark in it; then the client leaves. */
async function readUntil(mark: string | RegExp, headers: Record<string, string>, body: object): Promise<string> {
  const leave = new AbortController();
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.any([leave.signal, AbortSignal.timeout(10_000)]),
  });
  let text = '';
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.search(mark) >= 0) break;
  }
  leave.abort();
  return text;
}

describe('graphql-transport-ws', () => {
  const open = (url: string) => new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  const initialised = async (url: string) => {
    const socket = open(url);
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    await new Promise((resolve) => socket.once('message', resolve));
    return socket;
  };

  it.each([
    ['vanishes', (socket: WebSocket) => socket.terminate()],
    ['takes nothing any longer', (socket: WebSocket) => socket.pause()],
  ])('of a client that %s ends at the subgraph', async (_, stop) => {
    const socket = open(router.url);
    const say = (message: object) => socket.send(JSON.stringify(message));
    socket.once('open', () => say({ type: 'connection_init' }));
    socket.once('message', () => say({ type: 'subscribe', id: '1', payload: { query: orders } }));
    await until('the subscription stands', () => log.followers() === 1);
    stop(socket);
    await nobodyFollows();
    socket.terminate();
  });

  it('runs only so many operations on one connection, also of those that come at once', async () => {
    const socket = await initialised(router.url);
    const refused: unknown[] = [];
    socket.on('message', (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString('utf8'));
      refused.push(message);
    });
    for (let id = 1; id <= 105; id++)
      socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload: { query: orders } }));
    await until('five are refused', () => refused.length >= 5);
    const code = 'SUBSCRIPTION_MAX_LIMIT';
    expect(refused).toMatchObject(
      [101, 102, 103, 104, 105].map((id) => ({ id: String(id), payload: [{ extensions: { code } }] })),
    );
    socket.terminate();
    await nobodyFollows();
  });

  it('survives an upgrade of a URL that is none', async () => {
    const { hostname, port } = new URL(router.url);
    const socket = connect(Number(port), hostname);
    const headers =
      'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==';
    socket.write(`GET // HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`);
    const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
    expect(answer.toString('utf8')).toMatch(/^HTTP\/1.1 404 /);
    (await initialised(router.url)).terminate();
  });

  it('does not hold up a stopping router', async () => {
    const stopping = await start({ heartbeat_interval: '1m', write_timeout: '2m' });
    const socket = await initialised(stopping.url);
    socket.pause();
    const begun = Date.now();
    await stopping.stop();
    expect(Date.now() - begun).toBeLessThan(5_000);
    socket.terminate();
  });

  it('goes on with a fresh token of the same caller, and with no other', async () => {
    const exp = Math.floor(Date.now() / 1000) + 2;
    const payload = await tokenOf({ exp });
    const socket = open(router.url);
    const say = (message: object) => socket.send(JSON.stringify(message));
    const pinged = async (claims: object) => say({ type: 'ping', payload: await tokenOf(claims) });
    let isOpen = false;
    let closedWith: number | undefined;
    socket.once('open', () => say({ type: 'connection_init', payload }));
    socket.once('message', () => (isOpen = true));
    socket.once('close', (code) => (closedWith = code));
    await until('the connection stands', () => isOpen);
    await pinged({});
    await until('the first token is over', () => Date.now() > exp * 1_000 + 300);
    say({ type: 'subscribe', id: '1', payload: { query: orders } });
    await until('the subscription stands', () => log.followers() === 1);
    expect(closedWith).toBeUndefined();
    await pinged({ sub: 'usr_2' });
    await until('the connection is closed', () => closedWith !== undefined);
    expect(closedWith).toBe(4403);
    await nobodyFollows();
  });
});

describe('an event stream', () => {
  const accept = 'text/event-stream';

  it('shows signs of life while nothing happens', async () => {
    expect(await readUntil(/(:\n\n){3}/, { accept }, { query: orders })).toBe(':\n\n:\n\n:\n\n');
    await nobodyFollows();
  });

  it('goes on behind the event that the client had last, whatever the operation asks for', async () => {
    log.place(3);
    const first = log.placed() - 2;
    const after = String(log.placed());
    const headers = { accept, 'last-event-id': String(first) };
    const text = await readUntil(`order${first + 2}`, headers, { query: orders, variables: { after } });
    expect(text).toContain(`id: ${first + 1}\nevent: next\ndata: ${JSON.stringify(order(first + 1))}\n\n`);
    expect(text).not.toContain(`"order${first}"`);
    await nobodyFollows();
  });

  it('is open to an EventSource of a page of the same origin', async () => {
    const url = new URL(router.url);
    url.searchParams.set('query', 'subscription { countTo(last: 1) }');
    const refused = await fetch(url, { headers: { accept, 'sec-fetch-site': 'cross-site' } });
    expect(refused.status).toBe(400);
    const response = await fetch(url, { headers: { accept, 'sec-fetch-site': 'same-origin' } });
    expect(await response.text()).toBe(':\n\nevent: next\ndata: {"data":{"countTo":1}}\n\nevent: complete\ndata:\n\n');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  });

  it('is not begun for bad credentials: the client sees the status', async () => {
    const response = await fetch(router.url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', authorization: 'Bearer not.a.token' },
      body: JSON.stringify({ query: orders }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is left as it comes, whatever the client can decompress', async () => {
    const response = await fetch(router.url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', 'accept-encoding': 'gzip, br, zstd' },
      body: JSON.stringify({ query: 'subscription { flood(events: 1, size: 5000) }' }),
      signal: AbortSignal.timeout(10_000),
    });
    expect(response.headers.get('content-encoding')).toBeNull();
    await response.body?.cancel();
    await nobodyFollows();
  });
});

/** Sends a query and takes nothing of its answer. */
function askAndTakeNothing(url: string, query: string, accept: string) {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ query });
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\naccept: ${accept}\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${body}`,
  );
  return { socket, closed };
}

describe('a client that takes nothing', () => {
  const flood = 'subscription { flood(events: 300, size: 65536) }';

  it('loses its event stream, which ends at the subgraph', async () => {
    const { socket, closed } = askAndTakeNothing(router.url, flood, 'text/event-stream');
    await until('the subscription stands', () => log.followers() === 1);
    await nobodyFollows();
    socket.resume();
    await closed;
  });

  it('loses a long answer', async () => {
    const size = 20_000_000;
    const { socket, closed } = askAndTakeNothing(router.url, `{ long(size: ${size}) }`, '*/*');
    let taken = 0;
    let begun = Infinity;
    socket.on('data', (chunk: Buffer) => (taken += chunk.length));
    socket.once('data', () => {
      begun = Date.now();
      socket.pause();
    });
    socket.resume();
    await until('the router had patience enough', () => Date.now() > begun + 2_000);
    socket.resume();
    await closed;
    expect(taken).toBeLessThan(size);
  });

  it('does not hold up a stopping router', async () => {
    const stopping = await start({ heartbeat_interval: '1m', write_timeout: '2m' });
    const { socket, closed } = askAndTakeNothing(stopping.url, flood, 'text/event-stream');
    await until('the subscription stands', () => log.followers() === 1);
    const begun = Date.now();
    await stopping.stop();
    expect(Date.now() - begun).toBeLessThan(5_000);
    socket.resume();
    await closed;
    await nobodyFollows();
  });
});

describe('multipart', () => {
  it('has empty objects for heartbeats, and each part ends where it can be seen', async () => {
    const part = '\r\ncontent-type: application/json\r\n\r\n{}\r\n--graphql';
    const text = await readUntil(/({}[^{]*){2}/, { accept: multipartAccept }, { query: orders });
    expect(text).toBe(`\r\n--graphql${part}${part}`);
    await nobodyFollows();
  });

  it('ends with the closing boundary', async () => {
    const text = await readUntil('never', { accept: multipartAccept }, { query: 'subscription { countTo(last: 1) }' });
    expect(text).toMatch(/{"payload":{"data":{"countTo":1}}}\r\n--graphql--\r\n$/);
  });

  it('of another version is not acceptable', async () => {
    const response = await fetch(router.url, {
      method: 'POST',
      headers: { accept: 'multipart/mixed;subscriptionSpec=2.0', 'content-type': 'application/json' },
      body: JSON.stringify({ query: orders }),
    });
    expect(response.status).toBe(406);
  });
});

it('a subscription needs a client that takes a stream', async () => {
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ query: orders }),
  });
  expect(response.status).toBe(406);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'SUBSCRIPTION_BAD_HEADER' } }] });
});

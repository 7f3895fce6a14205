import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import { z } from 'zod';
import { silentLog } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { serveSubgraph, signRequest, type Caller, type RouterKey } from '../src/index.ts';

const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };
const caller: Caller = { requestId: 'req_test', ip: null, userAgent: null, user: null };

const typeDefs = `
  type Query { ping: Int }
  type Mutation { count: Int }
  type Subscription { numbers: Int breaks: Int }
`;

const counts = { mutations: 0, subscriptions: 0 };

const resolvers = {
  Mutation: { count: () => ++counts.mutations },
  Subscription: {
    numbers: {
      subscribe: async function* () {
        counts.subscriptions++;
        yield { numbers: 1 };
      },
    },
    breaks: {
      subscribe: async function* () {
        yield { breaks: 1 };
        throw new Error('postgres://user:password@host is gone');
      },
    },
  },
};

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

function sign(method: string, body: string) {
  const headers = signRequest(key, { subgraph: 'test', method, path: '/graphql', body }, caller);
  return { caller: headers['conea-caller'], signature: headers['conea-signature'] };
}

const message = z.object({ type: z.string(), payload: z.unknown().optional() });
const sockets: WebSocket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

/** A connection that the router opened: what came in, and the code it was closed with. */
async function aConnection(payload: object = sign('CONNECT', '')) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  sockets.push(socket);
  const seen = { messages: new Array<z.infer<typeof message>>(), closeCode: 0 };
  socket.on('close', (code) => (seen.closeCode = code));
  socket.on('message', (data: Buffer) => seen.messages.push(message.parse(JSON.parse(data.toString('utf8')))));
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
  await until('the connection is open or refused', () => seen.messages.length > 0 || seen.closeCode > 0);
  const subscribe = (query: string, signedBody = JSON.stringify({ query, variables: {} })) => {
    const extensions = { conea: sign('SUBSCRIBE', signedBody) };
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: {}, extensions } }));
  };
  return { seen, subscribe };
}

describe('a subscription connection', () => {
  it('is refused without the signature of the router', async () => {
    for (const payload of [{}, { caller: 'x', signature: 'x' }, sign('SUBSCRIBE', '')]) {
      expect((await aConnection(payload)).seen.closeCode).toBe(4403);
    }
  });

  it.each(['mutation { count }', 'subscription { numbers }'])(
    'is closed before it runs %j with a signature of something else',
    async (query) => {
      const before = { ...counts };
      const { seen, subscribe } = await aConnection();
      subscribe(query, JSON.stringify({ query: 'subscription { breaks }', variables: {} }));
      await until('the connection is closed', () => seen.closeCode > 0);
      expect(seen.closeCode).toBe(4403);
      expect(counts).toEqual(before);
    },
  );

  it('masks the error of a source of events', async () => {
    const { seen, subscribe } = await aConnection();
    subscribe('subscription { breaks }');
    await until('there is an error', () => seen.messages.some(({ type }) => type === 'error'));
    expect(seen.messages.at(-1)?.payload).toEqual([
      { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it('delivers the events of a signed subscription', async () => {
    const { seen, subscribe } = await aConnection();
    subscribe('subscription { numbers }');
    await until('it is complete', () => seen.messages.some(({ type }) => type === 'complete'));
    expect(seen.messages.filter(({ type }) => type === 'next').map(({ payload }) => payload)).toEqual([
      { data: { numbers: 1 } },
    ]);
  });
});

import { once } from 'node:events';
import WebSocket from 'ws';
import { silentLog } from '../../../test/support/database.ts';
import {
  createLifecycle,
  serveSubgraph,
  signRequest,
  type Caller,
  type Nonces,
  type RouterKey,
  type SignatureHeaders,
} from '../../src/index.ts';

export const key: RouterKey = { id: 'k1', secret: Buffer.alloc(32, 1) };
export const caller: Caller = { requestId: 'req_1', ip: null, userAgent: null, user: null };

const typeDefs = 'type Query { calls: Int } type Mutation { count: Int } type Subscription { numbers: Int }';

/** Signs a call as the router does. */
export const sign = (
  request: { method?: string; path?: string; body: string },
  { as = caller, at = Date.now(), with: signingKey = key } = {},
): SignatureHeaders =>
  signRequest(signingKey, { subgraph: 'shop', method: 'POST', path: '/graphql', ...request }, as, at);

/** A replica of one subgraph: what it executed, and what it answers to calls that are signed by hand. */
export async function startReplica(nonces?: Nonces) {
  const lifecycle = createLifecycle(silentLog);
  const executed = { calls: 0, mutations: 0, subscriptions: 0, routes: 0 };
  const { url } = await serveSubgraph({
    ...{ name: 'shop', typeDefs, routerKeys: [key], nonces, host: '127.0.0.1', port: 0, lifecycle, log: silentLog },
    resolvers: {
      Query: { calls: () => ++executed.calls },
      Mutation: { count: () => ++executed.mutations },
      Subscription: {
        numbers: {
          subscribe: async function* () {
            executed.subscriptions++;
            yield { numbers: 1 };
          },
        },
      },
    },
    createContext: () => ({}),
    signedRoutes: (app) => app.post('/keys', async () => ({ route: ++executed.routes })),
  });
  return {
    executed,
    /** Answers the status. */
    post: async (body: string, headers: object = {}, path = '/graphql') => {
      const all = { 'content-type': 'application/json', ...headers };
      const response = await fetch(url + path, { method: 'POST', headers: all, body });
      await response.arrayBuffer();
      return response.status;
    },
    /** Opens a connection and subscribes with these signatures; answers the code that it is closed with, or null once an event came. */
    subscribe: async (connect: object, subscribed: object): Promise<number | null> => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      try {
        await once(socket, 'open');
        const closed = once(socket, 'close').then(([code]) => Number(code));
        const next = new Promise<null>((resolve) =>
          socket.on('message', (data: Buffer) => {
            const text = data.toString('utf8');
            if (text.includes('"connection_ack"')) socket.send(JSON.stringify(subscribed));
            if (text.includes('"next"')) resolve(null);
          }),
        );
        socket.send(JSON.stringify({ type: 'connection_init', payload: connect }));
        return await Promise.race([closed, next]);
      } finally {
        socket.terminate();
      }
    },
    stop: () => lifecycle.stop(),
  };
}

const toPayload = (headers: SignatureHeaders) => ({
  caller: headers['conea-caller'],
  signature: headers['conea-signature'],
});

/** The two signatures of a subscription: what the connection is opened with, and the message that subscribes. */
export function signSubscription(query = 'subscription { numbers }') {
  const connect = toPayload(sign({ method: 'CONNECT', body: '' }));
  const conea = toPayload(sign({ method: 'SUBSCRIBE', body: JSON.stringify({ query, variables: {} }) }));
  return {
    connect,
    subscribed: { id: '1', type: 'subscribe', payload: { query, variables: {}, extensions: { conea } } },
  };
}

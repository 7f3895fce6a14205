import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { silentLog } from '../../test/support/database.ts';
import { createLifecycle, serveSubgraph } from '../src/index.ts';
import { key, sign, signSubscription } from './support/replicas.ts';

const typeDefs = 'type Query { secret: String } type Subscription { numbers: Int }';
const resolvers = {
  Query: { secret: () => 'a secret' },
  Subscription: {
    numbers: {
      subscribe: async function* () {
        yield { numbers: 1 };
        yield { numbers: 2 };
      },
    },
  },
};
const lifecycle = createLifecycle(silentLog);
const done: string[] = [];
/** Answers whether the next answer may go out. */
let mayGo: () => boolean = () => true;
let url = '';

beforeAll(async () => {
  ({ url } = await serveSubgraph({
    ...{ name: 'shop', typeDefs, resolvers, routerKeys: [key], host: '127.0.0.1', port: 0, lifecycle, log: silentLog },
    createContext: ({ beforeAnswer }) => {
      beforeAnswer(async () => {
        if (!mayGo()) throw new Error('postgres://user:password@host is gone');
        done.push('told');
      });
      return {};
    },
  }));
});
afterAll(() => lifecycle.stop());

const ask = async () => {
  const body = '{"query":"{ secret }"}';
  const headers = { 'content-type': 'application/json', ...sign({ body }) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
};

it('an answer goes out once what it waits for is done', async () => {
  mayGo = () => true;
  const before = done.length;
  expect(await ask()).toEqual({ status: 200, text: '{"data":{"secret":"a secret"}}\n' });
  expect(done).toHaveLength(before + 1);
});

it('an answer whose work fails stays back, and why is told nobody', async () => {
  mayGo = () => false;
  const { status, text } = await ask();
  expect(status).toBe(503);
  expect(text).not.toContain('secret');
  expect(text).not.toContain('postgres');
});

it('a subscription ends before the event that may not be shown', async () => {
  const seen: unknown[] = [];
  const before = done.length;
  mayGo = () => done.length === before;
  const { connect, subscribed } = signSubscription();
  const client = createClient({
    ...{ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 },
    connectionParams: connect,
  });
  const follow = async () => {
    for await (const { data } of client.iterate(subscribed.payload)) seen.push(data);
  };
  await expect(follow()).rejects.toBeDefined();
  expect(seen).toEqual([{ numbers: 1 }]);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';
import {
  createLifecycle,
  createLogger,
  serveSubgraph,
  signRequest,
  type Caller,
  type RequestScope,
} from '../src/index.ts';

const key = { id: 'test', secret: Buffer.alloc(32, 1) };
const caller: Caller = { requestId: 'req_test', ip: null, userAgent: null, user: null };
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

const lines: string[] = [];
const note = (_: unknown, _args: unknown, { log }: RequestScope) => {
  log.info('asked');
  return 1;
};
const resolvers = {
  Query: { number: note },
  Subscription: {
    numbers: {
      subscribe: async function* () {
        yield 1;
      },
      resolve: note,
    },
  },
};

let url: string;
const log = createLogger('test', 'info', { write: (line) => void lines.push(line) });
const lifecycle = createLifecycle(log);

beforeAll(async () => {
  const typeDefs = 'type Query { number: Int } type Subscription { numbers: Int }';
  ({ url } = await serveSubgraph({
    ...{ name: 'test', typeDefs, resolvers, createContext: (scope: RequestScope) => scope },
    ...{ host: '127.0.0.1', port: 0, routerKeys: [key], lifecycle, log },
  }));
});
afterAll(() => lifecycle.stop());

const sign = (method: string, body: string) =>
  signRequest(key, { subgraph: 'test', method, path: '/graphql', body }, caller);

async function ask(headers: Record<string, string>): Promise<void> {
  const body = JSON.stringify({ query: '{ number }' });
  const signed = { 'content-type': 'application/json', ...sign('POST', body), ...headers };
  await (await fetch(`${url}/graphql`, { method: 'POST', headers: signed, body })).text();
}

async function subscribe(extensions: Record<string, string>): Promise<void> {
  const member = (method: string, body: string) => {
    const headers = sign(method, body);
    return { caller: headers['conea-caller'], signature: headers['conea-signature'] };
  };
  const payload = { query: 'subscription { numbers }', variables: {} };
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: member('CONNECT', ''),
  });
  const conea = member('SUBSCRIBE', JSON.stringify(payload));
  for await (const event of client.iterate({ ...payload, extensions: { conea, ...extensions } }))
    expect(event).toEqual({ data: { numbers: 1 } });
  await client.dispose();
}

it.each([
  ['a request', () => ask({ traceparent }), traceId],
  ['a request without a trace', () => ask({}), undefined],
  ['a request in a trace that is none', () => ask({ traceparent: 'garbage' }), undefined],
  ['a subscription', () => subscribe({ traceparent }), traceId],
  ['a subscription without a trace', () => subscribe({}), undefined],
])('the log of %s says in which trace it was asked for', async (_, act, expected) => {
  lines.length = 0;
  await act();
  const shape = z.object({ msg: z.string(), requestId: z.string().optional(), traceId: z.string().optional() });
  const asked = lines.map((line) => shape.parse(JSON.parse(line))).filter(({ msg }) => msg === 'asked');
  expect(asked).toEqual([{ msg: 'asked', requestId: 'req_test', ...(expected && { traceId: expected }) }]);
});

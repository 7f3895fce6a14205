import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { EventEmitter, on } from 'node:events';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import { startIssuer } from './support/issuer.ts';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type SubgraphDefinition,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

/** A log of orders that outlives the subgraph that serves it, as a database would. */
const orders: { cursor: string; id: string }[] = [];
const news = new EventEmitter();
const place = (count: number) => {
  for (let index = 0; index < count; index++)
    orders.push({ cursor: String(orders.length + 1), id: `order${orders.length + 1}` });
  news.emit('placed');
};

const stop = new AbortController();
const over = stop.signal;

async function* tail(after: string | null | undefined) {
  let position = after == null ? orders.length : Number(after);
  while (!over.aborted) {
    while (position < orders.length) {
      const order = orders[position++];
      yield { orderPlaced: { cursor: order?.cursor, order: { id: order?.id } } };
    }
    await Promise.race([
      new Promise((resolve) => news.once('placed', resolve)),
      new Promise((resolve) => setTimeout(resolve, 50)),
    ]);
  }
}

const shop: SubgraphDefinition = {
  name: 'shop',
  sdl:
    federationLink('@key') +
    /* GraphQL */ `
      type Query {
        hello: String
      }
      type Subscription {
        orderPlaced(after: String): OrderPlaced
        ticked: Int
      }
      type OrderPlaced {
        cursor: String!
        order: Order
      }
      type Order @key(fields: "id") {
        id: ID!
      }
    `,
  resolvers: {
    Query: { hello: () => 'hello' },
    Subscription: {
      orderPlaced: { subscribe: (_: unknown, { after }: { after?: string | null }) => tail(after) },
      ticked: {
        subscribe: async function* () {
          for await (const tick of on(news, 'tick')) yield { ticked: tick.length + 1 };
        },
      },
    },
  },
};
const notes: SubgraphDefinition = {
  name: 'notes',
  sdl:
    federationLink('@key') +
    /* GraphQL */ `
      type Order @key(fields: "id") {
        id: ID!
        note: String
      }
    `,
  resolvers: { Order: { note: ({ id }: { id: string }) => `note of ${id}` } },
};

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
let router: TestRouter;
const clients: ReturnType<typeof createClient>[] = [];

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all([startSubgraph(shop), startSubgraph(notes)]);
  router = await startRouter([shop, notes], subgraphs, { config: issuer.config });
});
afterAll(async () => {
  stop.abort();
  for (const client of clients) await client.dispose();
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await issuer.stop();
});

function connect(connectionParams: Record<string, unknown> = {}) {
  const client = createClient({
    url: router.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams,
  });
  clients.push(client);
  return client;
}

describe('a subscription', () => {
  it('delivers each event with the fields of other subgraphs', async () => {
    const events = connect().iterate({ query: 'subscription { orderPlaced { order { note id } cursor } }' });
    const first = events.next();
    await until('the subscription stands', async () => {
      place(1);
      return Promise.race([first.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 50))]);
    });
    expect(await first).toMatchObject({
      value: {
        data: {
          orderPlaced: { order: { note: expect.stringMatching(/^note of order\d+$/) }, cursor: expect.any(String) },
        },
      },
    });
    await events.return?.();
  });

  it('goes on after a restart of the subgraph without a gap or a duplicate, though the client asked for no cursor', async () => {
    const start = orders.length;
    place(1);
    const seen: unknown[] = [];
    const query = `subscription ($after: String) { orderPlaced(after: $after) { order { id } } }`;
    const client = connect();
    const reading = (async () => {
      for await (const { data } of client.iterate({ query, variables: { after: String(start) } })) seen.push(data);
    })();
    await until('the first event came', () => seen.length === 1);

    const [running, other] = subgraphs;
    const port = Number(new URL(running?.url ?? '').port);
    await running?.stop();
    place(3);
    const restarted = await startSubgraph(shop, port);
    subgraphs = [restarted, ...(other ? [other] : [])];
    await until('the missed events came', () => seen.length >= 4);
    place(2);
    await until('the new events came', () => seen.length >= 6);
    await client.dispose();
    await reading;
    expect(seen).toEqual(orders.slice(start).map(({ id }) => ({ orderPlaced: { order: { id } } })));
  });

  it('that cannot resume ends with an error when its source is lost', async () => {
    const events = connect().iterate({ query: 'subscription { ticked }' });
    const first = events.next();
    await until('the subscription stands', async () => {
      news.emit('tick');
      return Promise.race([first.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 50))]);
    });
    const port = Number(new URL(subgraphs[0]?.url ?? '').port);
    const last = events.next();
    await subgraphs[0]?.stop();
    expect((await last).value).toMatchObject({ errors: [{ extensions: { code: 'SUBSCRIPTION_UPSTREAM_LOST' } }] });
    const restarted = await startSubgraph(shop, port);
    subgraphs = [restarted, ...subgraphs.slice(1)];
  });

  it('answers queries over the same connection, and errors as errors', async () => {
    const client = connect();
    const answers = [];
    for await (const answer of client.iterate({ query: '{ hello }' })) answers.push(answer);
    expect(answers).toEqual([{ data: { hello: 'hello' } }]);
    await expect(client.iterate({ query: '{ nothing }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });
});

describe('a connection', () => {
  const open = (protocol = 'graphql-transport-ws', origin?: string) =>
    new WebSocket(router.url.replace('http', 'ws'), protocol, origin === undefined ? {} : { origin });
  const closeCode = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));
  const send = (socket: WebSocket, ...messages: object[]) =>
    socket.once('open', () => messages.forEach((message) => socket.send(JSON.stringify(message))));

  it.each([
    [
      'a subscription before the initialisation',
      [{ type: 'subscribe', id: '1', payload: { query: '{ hello }' } }],
      4401,
    ],
    ['two initialisations', [{ type: 'connection_init' }, { type: 'connection_init' }], 4429],
    ['a message that is none', [{ type: 'nonsense' }], 4400],
    ['a token that is not valid', [{ type: 'connection_init', payload: { authorization: 'Bearer x.y.z' } }], 4403],
  ])('is closed for %s', async (_, messages, code) => {
    const socket = open();
    send(socket, ...messages);
    expect(await closeCode(socket)).toBe(code);
  });

  it('is closed when its token expires', async () => {
    const exp = Math.floor(Date.now() / 1000) + 2;
    const authorization = `Bearer ${await issuer.token({ exp })}`;
    const socket = open();
    send(socket, { type: 'connection_init', payload: { authorization } });
    expect(await closeCode(socket)).toBe(4403);
    expect(Date.now() / 1000).toBeGreaterThanOrEqual(exp - 1);
  });

  it('is refused to pages of other origins', async () => {
    const socket = open('graphql-transport-ws', 'https://evil.example');
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('403');
  });
});

import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type OperationVariables } from '@apollo/client/core';
import { CombinedGraphQLErrors, CombinedProtocolErrors } from '@apollo/client/errors';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { createHash } from 'node:crypto';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import { customers, orders, visits } from './support/defer-shop.ts';
import { startIssuer } from './support/issuer.ts';
import { createOrderLog } from './support/order-log.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const log = createOrderLog();
const definitions = [orders, customers, visits, log.definition];

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
let slow: TestSubgraph;
let router: TestRouter;
let sent: { method: string; url: string; body: string }[];
const clients: ApolloClient[] = [];

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  const [, second] = subgraphs;
  if (!second) throw new Error('four subgraphs');
  slow = second;
  router = await startRouter(definitions, subgraphs, {
    config: { ...issuer.config, traffic_shaping: { all: { timeout: '20s' } } },
  });
});
afterEach(() => clients.splice(0).forEach((client) => client.stop()));
afterAll(async () => {
  await router.stop();
  await Promise.all([...subgraphs.map((server) => server.stop()), issuer.stop()]);
});

type Options = Partial<ApolloClient.Options> & { headers?: Record<string, string> };

function httpLink(headers: Record<string, string> = {}) {
  sent = [];
  return new HttpLink({
    uri: router.url,
    headers,
    fetch: (input, init) => {
      const request = { method: init?.method ?? 'GET', url: new Request(input).url };
      sent.push({ ...request, body: typeof init?.body === 'string' ? init.body : '' });
      return fetch(input, init);
    },
  });
}
function connect({ headers, ...options }: Options = {}) {
  const client = new ApolloClient({
    link: httpLink(headers),
    cache: new InMemoryCache(),
    clientAwareness: { name: 'shop', version: '1' },
    ...options,
  });
  clients.push(client);
  return client;
}
const codesOf = (error: unknown): unknown =>
  CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }): unknown => extensions?.['code']) : error;

const older = (): Options => ({ incrementalHandler: new Defer20220824Handler() });
const newer = (): Options => ({
  // @ts-expect-error Its declaration is not the one of a handler where optional properties are exact.
  incrementalHandler: new GraphQL17Alpha9Handler(),
});

describe('Apollo Client', () => {
  it('has the answer to a query, and knows its objects again', async () => {
    const client = connect();
    const query = gql`
      query Orders {
        orders {
          id
          customer {
            id
            name
          }
        }
      }
    `;
    const { data, error } = await client.query({ query });
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ orders: ['o1', 'o2', 'o3'].map((id) => ({ id, customer: { name: 'Ada' } })) });
    expect(client.extract()).toMatchObject({ 'Order:o1': { customer: { __ref: 'Customer:c o1' } } });
    expect(sent).toHaveLength(1);
  });

  it('has what could be answered beside the errors', async () => {
    const query = gql`
      {
        order {
          id
          broken
        }
      }
    `;
    const { data, error } = await connect().query({ query, errorPolicy: 'all' });
    expect(data).toMatchObject({ order: { id: 'o1', broken: null } });
    expect(codesOf(error)).toEqual(['BROKEN']);
  });

  it('is told why a mutation failed', async () => {
    const mutation = gql`
      mutation {
        place {
          id
          broken
        }
      }
    `;
    const client = connect();
    await expect(client.mutate({ mutation }).catch(codesOf)).resolves.toEqual(['BROKEN']);
    const { data, error } = await client.mutate({ mutation, errorPolicy: 'all' });
    expect(data).toMatchObject({ place: { id: 'o9', broken: null } });
    expect(codesOf(error)).toEqual(['BROKEN']);
  });

  it.each([
    ['GRAPHQL_VALIDATION_FAILED', '{ nothing }', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ order { ... @defer { nothing } } }', {}],
    ['UNAUTHENTICATED', '{ order { id } }', { authorization: 'Bearer not.a.token' }],
  ])('has errors of GraphQL (%s) where an operation is refused: %s', async (code, text, headers) => {
    const client = connect({ headers, ...older() });
    expect(await client.query({ query: gql(text) }).catch(codesOf)).toEqual([code]);
  });

  it('sends the hash of a query in place of its text, by GET', async () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const link = ApolloLink.from([new PersistedQueryLink({ sha256, useGETForHashedQueries: true }), httpLink()]);
    const client = connect({ link, defaultOptions: { query: { fetchPolicy: 'network-only' } } });
    const query = gql`
      query Total {
        total
      }
    `;
    for (let times = 0; times < 2; times++) expect((await client.query({ query })).data).toEqual({ total: 7 });
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
    expect(sent.map(({ url, body }) => (url + body).includes('total'))).toEqual([false, true, false]);
  });
});

describe.each([
  ['Defer20220824Handler', older],
  ['GraphQL17Alpha9Handler', newer],
])('Apollo Client with %s', (_, handler) => {
  /** What the watcher of a query sees, one after the other. */
  function watch(text: string, variables: OperationVariables = {}) {
    const client = connect(handler());
    const seen: { data: unknown; dataState: string; error?: unknown }[] = [];
    const subscription = client
      .watchQuery({ query: gql(text), variables, errorPolicy: 'all' })
      .subscribe(({ data, dataState, error }) => seen.push({ data, dataState, error }));
    const complete = () => until('the answer is complete', () => seen.at(-1)?.dataState === 'complete');
    return { client, seen, complete, stop: () => subscription.unsubscribe() };
  }

  it('has the first part of an answer while the slow subgraph is at work, and then all of it', async () => {
    const held = slow.hold();
    const { client, seen, complete, stop } = watch('{ orders { id ... @defer { customer { id name visits } } } }');
    await until('the first part is there', () => seen.at(-1)?.dataState === 'streaming');
    expect(seen.at(-1)?.data).toEqual({
      orders: ['o1', 'o2', 'o3'].map((id) => ({ __typename: 'Order', id })),
    });
    held.release();
    await complete();
    expect(seen.at(-1)).toMatchObject({
      data: { orders: ['o1', 'o2', 'o3'].map((id) => ({ id, customer: { name: 'Ada', visits: 3 } })) },
    });
    expect(client.extract()).toMatchObject({ 'Customer:c o3': { name: 'Ada', visits: 3 } });
    stop();
  });

  it('has parts in parts, with labels, and one that is not wanted now', async () => {
    const { seen, complete, stop } = watch(
      `query ($later: Boolean!) {
        order {
          id
          ... @defer(label: "who") { customer { id ... @defer(label: "often") { visits } } }
          ... @defer(if: $later) { note }
        }
      }`,
      { later: false },
    );
    await complete();
    expect(seen.at(-1)?.data).toMatchObject({ order: { id: 'o1', note: 'note of o1', customer: { visits: 3 } } });
    stop();
  });

  it('has the errors of a part', async () => {
    const { seen, stop } = watch('{ order { id ... @defer { broken } } }');
    await until('the error is there', () => seen.at(-1)?.error !== undefined);
    expect(codesOf(seen.at(-1)?.error)).toEqual(['BROKEN']);
    expect(seen.at(-1)?.data).toMatchObject({ order: { id: 'o1', broken: null } });
    stop();
  });

  it('has the errors of a part that is null because of them', async () => {
    const { seen, stop } = watch('{ orders { id ... @defer { note } } }');
    await until('the error is there', () => seen.at(-1)?.error !== undefined);
    expect(codesOf(seen.at(-1)?.error)).toEqual(['NO_NOTE']);
    stop();
  });
});

const overHttp = (headers: Record<string, string> = {}) => ({ link: httpLink(headers), close: async () => {} });
function overWebSocket(headers: Record<string, string> = {}) {
  const url = router.url.replace('http', 'ws');
  const socket = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: headers });
  return { link: new GraphQLWsLink(socket), close: async () => socket.dispose() };
}

describe.each([
  ['HTTP (multipart)', overHttp],
  ['graphql-ws', overWebSocket],
])('a subscription of Apollo Client over %s', (_, open) => {
  function follow(text: string, headers: Record<string, string> = {}) {
    const { link, close } = open(headers);
    const seen: unknown[] = [];
    const state: { isOver: boolean; error: unknown } = { isOver: false, error: undefined };
    const subscription = connect({ link })
      .subscribe({ query: gql(text), errorPolicy: 'all' })
      .subscribe({
        next: ({ data, error }) => {
          if (error) state.error = error;
          else seen.push(data);
        },
        error: (error: unknown) => (state.error = error),
        complete: () => (state.isOver = true),
      });
    const stop = async () => {
      subscription.unsubscribe();
      await close();
    };
    return { seen, state, stop };
  }

  it('has all its events and then ends', async () => {
    const { seen, state, stop } = follow('subscription { countTo(last: 3) }');
    await until('it is over', () => state.isOver);
    expect(seen).toEqual([1, 2, 3].map((countTo) => ({ countTo })));
    expect(state.error).toBeUndefined();
    await stop();
  });

  it('ends at the subgraph when the client leaves', async () => {
    const { seen, stop } = follow('subscription { orderPlaced { id } }');
    await until('an event is there', () => {
      log.place();
      return seen.length > 0;
    });
    await stop();
    await until('nobody follows at the subgraph', () => {
      log.place();
      return log.followers() === 0;
    });
  });

  it('is told what is wrong with its document', async () => {
    const { state, stop } = follow('subscription { nothing }');
    await until('the error is there', () => state.error);
    expect(codesOf(state.error)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    await stop();
  });
});

describe('a multipart subscription of Apollo Client', () => {
  it('is told by an error of the protocol that its token is over', async () => {
    const exp = Math.floor(Date.now() / 1000) + 2;
    const client = connect({ headers: { authorization: `Bearer ${await issuer.token({ exp })}` } });
    const result = Promise.withResolvers<unknown>();
    const subscription = client
      .subscribe({ query: gql('subscription { orderPlaced { id } }') })
      .subscribe({ next: ({ error }) => error && result.resolve(error), error: result.resolve });
    const error = await result.promise;
    expect(CombinedProtocolErrors.is(error) && error.errors).toMatchObject([
      { extensions: { code: 'SUBSCRIPTION_JWT_EXPIRED' } },
    ]);
    subscription.unsubscribe();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, fetchExchange, type OperationResult } from '@urql/core';
import { until } from '../../test/support/until.ts';
import { customers, orders, visits } from './support/defer-shop.ts';
import { createOrderLog } from './support/order-log.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const log = createOrderLog();
const definitions = [orders, customers, visits, log.definition];

let subgraphs: TestSubgraph[];
let router: TestRouter;
let client: Client;

beforeAll(async () => {
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  router = await startRouter(definitions, subgraphs, { config: { traffic_shaping: { all: { timeout: '20s' } } } });
  client = new Client({
    url: router.url,
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    preferGetMethod: false,
  });
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((server) => server.stop()));
});

const codesOf = ({ error }: OperationResult) => error?.graphQLErrors.map(({ extensions }) => extensions['code']);

describe('urql', () => {
  it('has the answer to a query', async () => {
    const result = await client.query('{ order { id customer { name } } }', {});
    expect(result.error).toBeUndefined();
    expect(result.data).toMatchObject({ order: { id: 'o1', customer: { name: 'Ada' } } });
  });

  it('has the answer to a query by GET with the header that no form can send', async () => {
    const fetchOptions = { headers: { 'apollo-require-preflight': 'yes' } };
    const result = await client.query('{ total }', {}, { preferGetMethod: 'force', fetchOptions });
    expect(result.data).toMatchObject({ total: 7 });
    const refused = await client.query('{ order { total } }', {}, { preferGetMethod: 'force' });
    expect(codesOf(refused)).toEqual(['CSRF_PREVENTION_FAILED']);
  });

  it('has the answer to a query with @defer at once', async () => {
    const result = await client.query('{ order { id ... @defer { note } } }', {});
    expect(result.data).toMatchObject({ order: { id: 'o1', note: 'note of o1' } });
    expect(result.hasNext).toBe(false);
  });

  it.each([
    ['GRAPHQL_VALIDATION_FAILED', 'mutation { nothing }'],
    ['BROKEN', 'mutation { place { id broken } }'],
  ])('has errors of GraphQL (%s) to a mutation', async (code, text) => {
    expect(codesOf(await client.mutation(text, {}))).toEqual([code]);
  });

  it('has the events of a subscription, and leaves it', async () => {
    const seen: unknown[] = [];
    const { unsubscribe } = client
      .subscription('subscription { orderPlaced { id } }', {})
      .subscribe(({ data, error }) => seen.push(error ?? data));
    await until('two events are there', () => {
      log.place();
      return seen.length > 1;
    });
    expect(seen[0]).toEqual({ orderPlaced: { id: expect.stringMatching(/^order\d+$/) } });
    unsubscribe();
    await until('nobody follows at the subgraph', () => {
      log.place();
      return log.followers() === 0;
    });
  });
});

import { afterAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { operationsOf } from './support/operations.ts';
import { startSimulator } from './support/simulator.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const simulator = await startSimulator({ SIMULATOR_SHOPS: 'conea-demo.myshopify.com:5' });
const subgraph = await startSubgraph(simulator.url);
afterAll(async () => {
  await subgraph.stop();
  await simulator.kill('SIGTERM');
});

const organizationId = anOrganization();
const owner = operationsOf(subgraph, aCaller(organizationId));
const integrationId = await owner.connected();
const { id: syncId } = await owner.synced(integrationId);
const [order] = (await owner.orders()).nodes;
const product = order?.lineItems[0]?.product;

const ids = {
  Integration: integrationId,
  Sync: syncId,
  Order: order?.id ?? '',
  Product: product?.id ?? '',
  Customer: order?.customer?.id ?? '',
  Organization: organizationId,
};
const strangers: [string, Caller][] = [
  ['another organization', aCaller(anOrganization())],
  ['nobody', { requestId: 'req_test', ip: null, userAgent: null, user: null }],
  ['somebody of the organization without the scope', aCaller(organizationId, [])],
  [
    'a role that permits everything else',
    aCaller(organizationId, ['execute:ai_requests', 'read:audit_logs', 'manage:users']),
  ],
  ['a role that permits to write alone', aCaller(organizationId, ['write:own_data', 'write:any_data'])],
];
const representations = Object.entries(ids).map(([__typename, id]) => ({ __typename, id }));
const entities = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
const byId = `query ($i: ID!, $s: ID!, $o: ID!, $p: ID!, $c: ID!) {
  integration(id: $i) { id } sync(id: $s) { id } order(id: $o) { id } product(id: $p) { id } customer(id: $c) { id }
}`;
const variables = { i: ids.Integration, s: ids.Sync, o: ids.Order, p: ids.Product, c: ids.Customer };

describe('what belongs to an organization', () => {
  it('is there for its members', async () => {
    const caller = aCaller(organizationId, ['read:own_data']);
    const { data } = await subgraph.request(entities, { representations }, caller);
    expect(data).toEqual({ _entities: Object.keys(ids).map((__typename) => ({ __typename })) });
    expect(Object.values((await subgraph.request(byId, variables, caller)).data ?? {})).not.toContain(null);
  });

  it.each(strangers)('is null for %s, by id and through _entities', async (_, caller) => {
    expect((await subgraph.request(entities, { representations }, caller)).data).toEqual({
      _entities: representations.map(() => null),
    });
    const { data } = await subgraph.request(byId, variables, caller);
    expect(data).toEqual({ integration: null, sync: null, order: null, product: null, customer: null });
  });

  it.each(strangers)('is in no list of %s', async (_, caller) => {
    const query = `query ($filter: OrderFilter) {
      integrations { nodes { id } } orders(filter: $filter) { totalCount nodes { id } } products { nodes { id } } customers { nodes { id } }
    }`;
    const { data } = await subgraph.request(query, { filter: { integrationId } }, caller);
    expect(data).toEqual({
      integrations: { nodes: [] },
      orders: { totalCount: 0, nodes: [] },
      products: { nodes: [] },
      customers: { nodes: [] },
    });
  });

  it('cannot be synced or disconnected by another organization', async () => {
    const stranger = operationsOf(subgraph, aCaller(anOrganization()));
    expect((await stranger.startSync({ integrationId })).errors).toMatchObject([{ __typename: 'NotFound' }]);
    expect((await stranger.disconnect(integrationId)).errors).toMatchObject([{ __typename: 'NotFound' }]);
    expect((await owner.findIntegration(integrationId))?.status).toBe('ACTIVE');
  });

  it.each([[['read:own_data']], [['read:any_data']], [['execute:ai_requests', 'manage:users']]])(
    'cannot be synced or disconnected with %j',
    async (scopes) => {
      const reader = operationsOf(subgraph, aCaller(organizationId, scopes));
      await expect(reader.startSync({ integrationId })).rejects.toThrow('FORBIDDEN');
      await expect(reader.disconnect(integrationId)).rejects.toThrow('FORBIDDEN');
    },
  );

  it.each(strangers)('cannot be followed by %s', async (_, caller) => {
    const order = subgraph.subscribe(
      'subscription ($id: ID!) { orderChanged(integrationId: $id) { cursor } }',
      { id: integrationId },
      caller,
    );
    await expect(order.next()).rejects.toThrow('NOT_FOUND');
    const sync = subgraph.subscribe(
      'subscription ($id: ID!) { syncProgressed(syncId: $id) { cursor } }',
      { id: syncId },
      caller,
    );
    await expect(sync.next()).rejects.toThrow('NOT_FOUND');
  });
});

describe('who is shown personal data of buyers', () => {
  const readsOf = (caller: Caller) =>
    subgraph.database.many<{ data: unknown }>(sql`
      select data from outbox where type = 'conea.integration.audit.recorded' and data ->> 'requestId' = ${caller.requestId}
      order by data ->> 'action'`);
  const as = (requestId: string) => ({ ...aCaller(organizationId), requestId });

  it('is one entry for orders and one for customers, however many an answer has', async () => {
    const caller = as('req_many');
    const query = '{ orders { nodes { email shippingAddress { city } customer { name email } } } }';
    expect((await subgraph.request(query, {}, caller)).errors).toBeUndefined();
    const read = { actorId: 'usr_test', result: 'success', resourceId: null };
    expect(await readsOf(caller)).toMatchObject([
      { data: { ...read, action: 'customer.read', resourceType: 'Customer', metadata: { count: expect.any(Number) } } },
      { data: { ...read, action: 'order.read', resourceType: 'Order', metadata: { count: 5 } } },
    ]);
  });

  it('is told of by the id of the only one, also through _entities', async () => {
    const caller = as('req_one');
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Customer { phone name } } }`;
    await subgraph.request(query, { representations: [{ __typename: 'Customer', id: ids.Customer }] }, caller);
    expect(await readsOf(caller)).toMatchObject([{ data: { action: 'customer.read', resourceId: ids.Customer } }]);
  });

  it('is no entry where an answer has no personal data, or none that is theirs to see', async () => {
    const [caller, stranger] = [as('req_none'), { ...aCaller(anOrganization()), requestId: 'req_none' }];
    await subgraph.request('{ orders { nodes { name total { amount } customer { id } } } }', {}, caller);
    await subgraph.request('query ($id: ID!) { order(id: $id) { email } }', { id: ids.Order }, stranger);
    expect(await readsOf(caller)).toEqual([]);
  });
});

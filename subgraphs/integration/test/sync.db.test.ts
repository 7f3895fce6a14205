import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { until } from '../../../test/support/until.ts';
import { operationsOf } from './support/operations.ts';
import { permanentCredentials, startSimulator } from './support/simulator.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const simulator = await startSimulator();
const subgraph = await startSubgraph(simulator.url);
beforeEach(() => simulator.setFaults({}));
afterAll(async () => {
  await subgraph.stop();
  await simulator.kill('SIGTERM');
});

const inAnOrganization = () => {
  const organizationId = anOrganization();
  return { organizationId, ...operationsOf(subgraph, aCaller(organizationId)) };
};
const countOrders = async (organizationId: string) =>
  subgraph.database.one<{ rows: number; ids: number; events: number }>(sql`
    select count(*) as rows, count(distinct source_id) as ids,
      (select count(*) from outbox where tenant_id = ${organizationId} and type = 'conea.integration.order.changed') as events
    from orders where organization_id = ${organizationId}`);

describe('sync', () => {
  it('refuses a store that is read already, and an empty list of resources, as data', async () => {
    const { connected, startSync, ended } = inAnOrganization();
    const integrationId = await connected();
    expect((await startSync({ integrationId, resources: [] })).errors).toMatchObject([{ __typename: 'InvalidInput' }]);
    await simulator.setFaults({ latency: 300 });
    const { sync } = await startSync({ integrationId });
    expect((await startSync({ integrationId })).errors).toMatchObject([{ __typename: 'SyncInProgress' }]);
    await simulator.setFaults({});
    await ended(sync?.id ?? '');
  });

  it('goes on from its checkpoint after kill -9, and neither loses nor doubles a record', async () => {
    const { organizationId, connected, startSync, findSync, ended } = inAnOrganization();
    const integrationId = await connected();
    await simulator.setFaults({ latency: 150 });
    const { sync } = await startSync({ integrationId, resources: ['ORDERS'] });
    const syncId = sync?.id ?? '';
    await until('some pages are stored', async () => ((await findSync(syncId))?.progress.read ?? 0) >= 80);
    await subgraph.kill();
    const { cursor } = await subgraph.database.one<{ cursor: string }>(
      sql`select cursor from resource_syncs where sync_id = ${syncId}`,
    );
    expect(cursor).toBeTruthy();
    const callsBefore = await simulator.calls();
    await simulator.setFaults({});
    await subgraph.restart();
    const result = await ended(syncId);
    expect(result).toMatchObject({ status: 'SUCCEEDED', progress: { expected: 260, read: 260, created: 260 } });
    expect(await countOrders(organizationId)).toEqual({ rows: 260, ids: 260, events: 260 });
    // At most five pages were left, and the count at the end: it did not begin anew.
    expect((await simulator.calls()) - callsBefore).toBeLessThanOrEqual(12);
  });

  it('hands over when the process drains, at once and without losing a page', async () => {
    const { organizationId, connected, startSync, findSync, ended } = inAnOrganization();
    const integrationId = await connected();
    await simulator.setFaults({ latency: 300 });
    const { sync } = await startSync({ integrationId, resources: ['ORDERS'] });
    const syncId = sync?.id ?? '';
    await until('a page is stored', async () => ((await findSync(syncId))?.progress.read ?? 0) > 0);
    const asked = Date.now();
    await subgraph.drain();
    expect(Date.now() - asked).toBeLessThan(5_000);
    await simulator.setFaults({});
    await subgraph.restart();
    expect(await ended(syncId)).toMatchObject({ status: 'SUCCEEDED', progress: { read: 260, created: 260 } });
    expect(await countOrders(organizationId)).toEqual({ rows: 260, ids: 260, events: 260 });
  });

  it('ends when its store is disconnected, which stays disconnected', async () => {
    const { connected, startSync, ended, disconnect, findIntegration } = inAnOrganization();
    const integrationId = await connected();
    await simulator.setFaults({ latency: 300 });
    const { sync } = await startSync({ integrationId });
    await disconnect(integrationId);
    expect((await ended(sync?.id ?? '')).status).not.toBe('SUCCEEDED');
    expect((await findIntegration(integrationId))?.status).toBe('DISCONNECTED');
  });

  it.each(['http200', 'http429'])(
    'waits when the store throttles with %s, without losing anything',
    async (throttleMode) => {
      const { organizationId, connected, synced } = inAnOrganization();
      const integrationId = await connected();
      await simulator.setFaults({ throttleMode, throttledCalls: 4 });
      const result = await synced(integrationId, ['ORDERS']);
      expect(result).toMatchObject({ status: 'SUCCEEDED', progress: { expected: 260, read: 260, created: 260 } });
      expect(await countOrders(organizationId)).toMatchObject({ rows: 260, events: 260 });
    },
  );

  it('begins the listing again when its cursor has expired, and counts each record once', async () => {
    const { organizationId, connected, synced } = inAnOrganization();
    const integrationId = await connected();
    await simulator.setFaults({ expiredCursors: 1 });
    const result = await synced(integrationId, ['ORDERS']);
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      progress: { expected: 260, read: 260, created: 260, unchanged: 0 },
    });
    expect(await countOrders(organizationId)).toMatchObject({ rows: 260, events: 260 });
  });

  it('tries again when the store has a problem', async () => {
    const { connected, synced } = inAnOrganization();
    const integrationId = await connected();
    await simulator.setFaults({ failureStatus: 503, failingCalls: 2 });
    expect(await synced(integrationId, ['CUSTOMERS'])).toMatchObject({ status: 'SUCCEEDED', progress: { read: 300 } });
  });

  it('fetches another token when the one in use is refused', async () => {
    const { connected, synced } = inAnOrganization();
    const integrationId = await connected();
    await simulator.setFaults({ failureStatus: 401, failingCalls: 1 });
    expect(await synced(integrationId, ['PRODUCTS'])).toMatchObject({ status: 'SUCCEEDED', progress: { read: 120 } });
  });

  it('reads everything at first, then only what has changed', async () => {
    const { connected, synced, orders } = inAnOrganization();
    const integrationId = await connected();
    const first = await synced(integrationId);
    expect(first).toMatchObject({
      status: 'SUCCEEDED',
      reason: null,
      progress: { expected: 680, read: 680, created: 680, updated: 0, unchanged: 0 },
    });
    expect(first.resources.map(({ resource, changedSince }) => [resource, changedSince])).toEqual([
      ['ORDERS', null],
      ['PRODUCTS', null],
      ['CUSTOMERS', null],
    ]);
    await simulator.setFaults({ isDropping: true });
    const { id, total } = await simulator.changeOrder();
    const second = await synced(integrationId);
    expect(second).toMatchObject({ status: 'SUCCEEDED', progress: { created: 0, updated: 1 } });
    expect(second.progress.read).toBeLessThan(10);
    const changed = (await orders({ integrationId })).nodes.find(({ sourceId }) => sourceId === id);
    expect(changed?.total).toEqual({ amount: total, currencyCode: 'JPY' });
  });

  it('keeps ids of 64 bits, every line of a long order, and the references between records', async () => {
    const { connected, synced, orders } = inAnOrganization();
    const integrationId = await connected();
    await synced(integrationId);
    const { nodes, totalCount } = await orders({ integrationId });
    expect(totalCount).toBe(260);
    const long = nodes.find(({ lineItemCount }) => lineItemCount > 10);
    expect(long?.lineItems).toHaveLength(14);
    expect(new Set(long?.lineItems.map(({ sourceId }) => sourceId)).size).toBe(14);
    expect(long?.lineItems.every(({ product }) => product !== null)).toBe(true);
    expect(nodes.every(({ sourceId }) => BigInt(sourceId) > BigInt(Number.MAX_SAFE_INTEGER))).toBe(true);
    expect(nodes.some(({ sourceId }) => BigInt(Number(sourceId)) !== BigInt(sourceId))).toBe(true);
    expect(nodes.some(({ customer }) => customer !== null)).toBe(true);
  });

  it('fails with a reason when the credentials are refused for good, and the store says so', async () => {
    const { connected, synced, findIntegration, startSync } = inAnOrganization();
    const integrationId = await connected({ credentials: permanentCredentials });
    await simulator.revokeTokens();
    const result = await synced(integrationId, ['ORDERS']);
    expect(result).toMatchObject({
      status: 'FAILED',
      reason: 'The store refuses the credentials.',
      progress: { read: 0 },
    });
    expect(await findIntegration(integrationId)).toMatchObject({ status: 'CREDENTIALS_REFUSED' });
    expect((await startSync({ integrationId })).errors).toMatchObject([{ __typename: 'StoreNotActive' }]);
  });
});

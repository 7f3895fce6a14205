import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { until } from '../../../test/support/until.ts';
import { operationsOf } from './support/operations.ts';
import { startSimulator } from './support/simulator.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const simulator = await startSimulator({ SIMULATOR_SHOPS: 'conea-demo.myshopify.com:120' });
const subgraph = await startSubgraph(simulator.url);
afterAll(async () => {
  await subgraph.stop();
  await simulator.kill('SIGTERM');
});

const caller = aCaller(anOrganization());
const { connected, synced, startSync } = operationsOf(subgraph, caller);

const orderChanged = z.object({
  cursor: z.string(),
  changeType: z.string(),
  order: z.object({ sourceId: z.string(), total: z.object({ amount: z.string() }) }),
});
const followOrders = (integrationId: string, after: string | null = null) =>
  subgraph.subscribe(
    `subscription ($integrationId: ID!, $after: String) {
      orderChanged(integrationId: $integrationId, after: $after) { cursor changeType order { sourceId total { amount } } }
    }`,
    { integrationId, after },
    caller,
  );
const followSync = (syncId: string, after: string | null = null) =>
  subgraph.subscribe(
    `subscription ($syncId: ID!, $after: String) {
      syncProgressed(syncId: $syncId, after: $after) { cursor sync { status progress { read expected } } }
    }`,
    { syncId, after },
    caller,
  );
const syncProgressed = z.object({
  cursor: z.string(),
  sync: z.object({ status: z.string(), progress: z.object({ read: z.number() }) }),
});

describe('orderChanged', () => {
  it('delivers a buyer’s change within two seconds, and goes on behind a cursor without a gap or a duplicate', async () => {
    const integrationId = await connected();
    await synced(integrationId, ['ORDERS']);
    const open = followOrders(integrationId);
    let hasArrived = false;
    const first = open.next().finally(() => (hasArrived = true));
    // Nobody knows when the subscription begins, so the order changes until a change arrives.
    await until('a change has arrived', async () => {
      await simulator.changeOrder('#1100');
      return hasArrived;
    });
    const start = orderChanged.parse((await first).value);
    await open.return(undefined);
    expect(start.changeType).toBe('UPDATED');

    const totals: string[] = [];
    for (const name of ['#1001', '#1002', '#1003']) totals.push((await simulator.changeOrder(name)).total);
    const at = Date.now();
    const seen: z.infer<typeof orderChanged>[] = [];
    for await (const event of followOrders(integrationId, start.cursor)) {
      seen.push(orderChanged.parse(event));
      if (totals.every((total) => seen.some(({ order }) => order.total.amount === total))) break;
    }
    expect(Date.now() - at).toBeLessThan(2_000);
    expect(new Set(seen.map(({ cursor }) => cursor)).size).toBe(seen.length);

    const again: string[] = [];
    for await (const event of followOrders(integrationId, start.cursor)) {
      again.push(orderChanged.parse(event).cursor);
      if (again.length === seen.length) break;
    }
    expect(again).toEqual(seen.map(({ cursor }) => cursor));
  });
});

describe('syncProgressed', () => {
  it('gives the present state, then the growing counts, and ends with the sync', async () => {
    const integrationId = await connected();
    await simulator.setFaults({ latency: 100 });
    const { sync } = await startSync({ integrationId });
    const states: z.infer<typeof syncProgressed>[] = [];
    for await (const event of followSync(sync?.id ?? '')) states.push(syncProgressed.parse(event));
    await simulator.setFaults({});
    const reads = states.map((state) => state.sync.progress.read);
    expect(reads).toEqual(reads.toSorted((a, b) => a - b));
    expect(new Set(reads).size).toBeGreaterThan(2);
    expect(states.at(-1)?.sync.status).toBe('SUCCEEDED');

    const rest = [];
    for await (const event of followSync(sync?.id ?? '', states.at(-2)?.cursor)) rest.push(syncProgressed.parse(event));
    expect(rest).toEqual(states.slice(-1));
  });
});

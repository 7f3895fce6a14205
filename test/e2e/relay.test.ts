import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connectStore } from '../../scripts/demo/chapters/connect-store.ts';
import type { EndpointClient } from '../../scripts/demo/client.ts';
import { startDemoStack, type DemoStack } from '../support/demo-stack.ts';
import { isAlive } from '../support/processes.ts';
import { openStackDatabase, type StackDatabase } from '../support/stack-database.ts';
import { until } from '../support/until.ts';

let stack: DemoStack;
let client: EndpointClient;
let integration: StackDatabase;
let eventLog: StackDatabase;
let analytics: StackDatabase;

beforeAll(async () => {
  stack = await startDemoStack();
  client = await stack.client();
  integration = openStackDatabase(stack, 'integration');
  eventLog = openStackDatabase(stack, 'event_log');
  analytics = openStackDatabase(stack, 'analytics');
}, 120_000);
afterAll(async () => {
  await Promise.all([integration, eventLog, analytics].map((database) => database.close()));
  await client.close();
  await stack.stop();
  stack.place.remove();
}, 60_000);

const relayBatch = 500;

it('kill -9 in the middle of an outbox relay loses nothing and doubles nothing', async () => {
  await connectShop();
  await until('the store is connected in the log', async () => (await logged()).length > 0);

  const releaseStream = await eventLog.hold(`select from streams where stream = 'integration' for update`);
  await syncOrders();
  for (const round of ['first', 'second']) {
    await until(`the relay appends (${round} time)`, () => eventLog.waiting('select from streams'), 60_000);
    await kill('integration');
    await eventLog.endWaiting();
  }
  const unpublished = (await outbox()).filter(({ isPublished }) => !isPublished);
  expect(unpublished.length).toBeGreaterThan(2 * relayBatch);
  expect(await logged()).not.toContain(unpublished[0]?.id);

  const second = unpublished.slice(relayBatch).map(({ position }) => position);
  const releaseRows = await integration.hold(
    `select from outbox where position in (${second.join()}) order by position for update`,
  );
  await releaseStream();
  for (const round of ['first', 'second']) {
    await until(`the relay marks what it appended (${round} time)`, () => integration.waiting('update outbox'), 60_000);
    await kill('integration');
    await integration.endWaiting();
    const half = await outbox();
    const inLog = new Set(await logged());
    expect(half.filter(({ isPublished }) => isPublished).length).toBeGreaterThanOrEqual(relayBatch);
    expect(half.filter(({ id, isPublished }) => !isPublished && inLog.has(id))).toHaveLength(relayBatch);
  }
  await until('analytics counts', async () => (await inbox()).length > relayBatch, 60_000);
  expect((await inbox()).length).toBeLessThan((await outbox()).length);
  await kill('analytics');
  await releaseRows();

  await until('all is published', async () => (await outbox()).every(({ isPublished }) => isPublished), 60_000);
  const events = await outbox();
  const ids = events.map(({ id }) => id);
  await until('analytics has them all', async () => (await inbox()).length >= ids.length, 60_000);
  expect(await logged()).toEqual(ids);
  expect((await inbox()).toSorted()).toEqual(ids.toSorted());
  expect(await countedByType()).toEqual(countByType(events));
  expect(await eventLog.many('select from dead_letters')).toEqual([]);
}, 240_000);

async function connectShop(): Promise<void> {
  integrationId = (await connectStore(client, stack.story.shop, stack.story.narrator)).id;
}

let integrationId = '';
const started = z.object({ startSync: z.object({ sync: z.object({ id: z.string() }) }) });
const syncShape = z.object({ sync: z.object({ status: z.string() }) });

async function syncOrders(): Promise<void> {
  const start = 'mutation ($input: StartSyncInput!) { startSync(input: $input) { sync { id } } }';
  const { id } = (await client.request(start, started, { input: { integrationId } })).startSync.sync;
  const read = 'query ($id: ID!) { sync(id: $id) { status } }';
  const hasSucceeded = async () => (await client.request(read, syncShape, { id })).sync.status === 'SUCCEEDED';
  await until('the sync has succeeded', hasSucceeded, 90_000);
}

async function kill(name: string): Promise<void> {
  const pid = stack.pidOf(name);
  stack.kill(name);
  await until(`${name} is dead`, () => !isAlive(pid));
}

type OutboxRow = { position: string; id: string; type: string; isPublished: boolean };

const outbox = () =>
  integration.many<OutboxRow>(`
    select position, id, type, published_at is not null as "isPublished"
    from outbox
    order by position`);

/** The ids in the event log, in its order; a gap between two positions would be an id that is not there. */
async function logged(): Promise<string[]> {
  const rows = await eventLog.many<{ id: string; place: number }>(`
    select event_id as id, position::int as place
    from events
    where stream = 'integration'
    order by position`);
  expect(rows.map(({ place }) => place)).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ id }) => id);
}

/** What analytics took from this stream: its inbox holds the events of the other streams too. */
async function inbox(): Promise<string[]> {
  const rows = await analytics.many<{ id: string }>(
    `select event_id as id from inbox where consumer_group = 'analytics' and event_id = any($1)`,
    [(await outbox()).map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}

type Count = { type: string; count: number };

function countByType(events: readonly OutboxRow[]): Count[] {
  const byType = Object.groupBy(events, ({ type }) => type);
  return Object.entries(byType)
    .map(([type, list]) => ({ type, count: list?.length ?? 0 }))
    .toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

const countedByType = () =>
  analytics.many<Count>(`
    select type, sum(event_count)::int as count
    from metric_buckets
    where interval = 'MINUTE' and type like 'conea.integration.%'
    group by type
    order by type collate "C"`);

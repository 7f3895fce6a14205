import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { createMetrics, eventLogMigrations, newId, openEventLog, startCacheInvalidation } from '../src/index.ts';
import { openReceiver, type InvalidationReceiver } from './support/invalidation-receiver.ts';

const key = 'a key of some length';
const tags = { 'hat.changed': ['hats', 'hat-{subject}'], 'hat.sold': ['hat-{subject}'] };

const anEvent = (type: string, subject: string) => ({
  ...{ specversion: '1.0' as const, id: newId('evt'), source: '/shop', type: `conea.shop.${type}`, subject },
  ...{ time: '2026-11-24T09:00:00.000Z', datacontenttype: 'application/json' as const, tenantid: 'org_test', data: {} },
});

let database: TestDatabase;
let eventLog: Awaited<ReturnType<typeof openEventLog>>;
const receivers: InvalidationReceiver[] = [];

beforeAll(async () => {
  database = await createTestDatabase([eventLogMigrations]);
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.database.execute({ text: 'truncate streams, events, consumer_groups', values: [] });
  eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: database.url }, silentLog);
});
afterEach(async () => {
  await eventLog.close();
  await Promise.all(receivers.splice(0).map((receiver) => receiver.stop()));
});

async function aReceiver(...decide: Parameters<typeof openReceiver>) {
  const receiver = await openReceiver(...decide);
  receivers.push(receiver);
  await receiver.start();
  return receiver;
}

function tell(...routers: InvalidationReceiver[]) {
  const INVALIDATION_URLS = routers.map(({ url }) => url);
  startCacheInvalidation(eventLog, { domain: 'shop', tags, INVALIDATION_URLS, INVALIDATION_KEY: key });
}

describe('what happens in a domain', () => {
  it('is told to the router as the tags that it makes untrue, each once, with the key', async () => {
    const router = await aReceiver();
    const changes = ['1', '2', '1'].map((id) => anEvent('hat.changed', id));
    await eventLog.append('shop', [...changes, anEvent('hat.sold', '3'), anEvent('audit.recorded', '4')]);
    tell(router);
    await until('the router knows', () => router.names().length > 0);
    expect(router.asked).toEqual([{ key, names: ['hats', 'hat-1', 'hat-2', 'hat-3'], status: 202 }]);
  });

  it('is not told when it makes nothing untrue', async () => {
    const router = await aReceiver();
    tell(router);
    await eventLog.append('shop', [anEvent('audit.recorded', '1'), anEvent('constructor', '2')]);
    await eventLog.append('shop', [anEvent('hat.sold', '3')]);
    await until('the router knows', () => router.names().length > 0);
    expect(router.names()).toEqual(['hat-3']);
  });

  it('is told in requests that a router takes, however much it is', async () => {
    const router = await aReceiver();
    const sold = Array.from({ length: 1_200 }, (_, index) => anEvent('hat.sold', String(index)));
    await eventLog.append('shop', sold);
    tell(router);
    await until('the router knows', () => router.names().length >= sold.length);
    expect(router.names()).toEqual(sold.map(({ subject }) => `hat-${subject}`));
    expect(Math.max(...router.asked.map(({ names }) => names.length))).toBe(250);
  });
});

describe('a router that is down', () => {
  it('is told when it is back, also by another process of the subgraph', async () => {
    const router = await aReceiver();
    await router.stop();
    tell(router);
    await eventLog.append('shop', [anEvent('hat.sold', '1')]);
    await eventLog.close();
    eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: database.url }, silentLog);
    await eventLog.append('shop', [anEvent('hat.sold', '2')]);
    tell(router);
    await router.start();
    await until('the router knows', () => router.names().length >= 2);
    expect(router.names()).toEqual(['hat-1', 'hat-2']);
  });

  it('keeps no other waiting', async () => {
    const [down, up] = [await aReceiver(), await aReceiver()];
    await down.stop();
    tell(down, up);
    await eventLog.append('shop', [anEvent('hat.sold', '1')]);
    await until('one router knows', () => up.names().length === 1);
    await eventLog.append('shop', [anEvent('hat.sold', '2')]);
    await until('it knows of what came later too', () => up.names().length === 2);
    await down.start();
    await until('the other knows both', () => down.names().length === 2);
    expect([up.names(), down.names()]).toEqual([
      ['hat-1', 'hat-2'],
      ['hat-1', 'hat-2'],
    ]);
  });
});

describe('a router that does not take it', () => {
  it.each([401, 404, 500, 503])('with %i is told again', async (status) => {
    const router = await aReceiver((_, before) => (before.length < 2 ? status : 202));
    tell(router);
    await eventLog.append('shop', [anEvent('hat.sold', '1')]);
    await until('the router knows', () => router.names().length > 0);
    expect(router.asked.map((one) => one.status)).toEqual([status, status, 202]);
  });

  it.each([400, 413])('since it is too much for it (%i) gives up all of the subgraph', async (status) => {
    const router = await aReceiver((names) => (names.includes('hat-odd') ? status : 202));
    tell(router);
    await eventLog.append('shop', [anEvent('hat.sold', 'odd')]);
    await until('the router knows', () => router.names().length > 0);
    expect(router.names()).toEqual(['all of shop']);
  });
});

describe('how late routers are told', () => {
  it('is measured from the oldest event that one of them does not know', async () => {
    const metrics = createMetrics('shop');
    const lag = async () => Number(/^cache_invalidation_lag_seconds\S* (.+)$/m.exec(await metrics.metrics())?.[1]);
    const [up, down] = [await aReceiver(), await aReceiver()];
    await down.stop();
    const INVALIDATION_URLS = [up.url, down.url];
    startCacheInvalidation(eventLog, { domain: 'shop', tags, metrics, INVALIDATION_URLS, INVALIDATION_KEY: key });
    expect(await lag()).toBe(0);
    const time = new Date(Date.now() - 3_600_000).toISOString();
    await eventLog.append('shop', [{ ...anEvent('hat.sold', '1'), time }, anEvent('hat.sold', '2')]);
    await until('one is late', async () => (await lag()) >= 3_600);
    await until('one router knows', () => up.names().length === 2);
    await down.start();
    await until('both know all', async () => (await lag()) === 0);
    expect(down.names()).toEqual(['hat-1', 'hat-2']);
  });
});

describe('settings', () => {
  it('refuse a router without a key', () => {
    const options = { domain: 'shop', tags, INVALIDATION_URLS: ['http://127.0.0.1:1/invalidation'] };
    expect(() => startCacheInvalidation(eventLog, options)).toThrow('set INVALIDATION_KEY');
  });

  it('may name no router', () => {
    expect(() => startCacheInvalidation(eventLog, { domain: 'shop', tags, INVALIDATION_URLS: [] })).not.toThrow();
  });
});

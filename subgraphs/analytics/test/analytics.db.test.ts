import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventLogMigrations,
  newId,
  openEventLog,
  serveSubgraph,
  signRequest,
  sql,
  startOutboxRelay,
  subgraphMigrations,
  type Caller,
  type ConeaEvent,
  type Database,
  type EventLog,
  type Lifecycle,
  type RouterKey,
} from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { createContextFactory } from '../src/context.ts';
import { startConsumers } from '../src/jobs/consume.ts';
import { startAuditIngest } from '../src/jobs/ingest-audit.ts';
import { startIndexing } from '../src/jobs/index-texts.ts';
import { mercuriusEngine } from '../src/mercurius-engine.ts';
import { resolvers } from '../src/resolvers/index.ts';
import { findRetention } from '../src/store/audit-purge-store.ts';
import { createPartitions } from '../src/store/event-store.ts';

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };
const tenant = newId('org');
const stops: (() => unknown)[] = [];
const lifecycle: Lifecycle = {
  signal: new AbortController().signal,
  onStop: (_, stop) => stops.unshift(stop),
  stop: async () => undefined,
};
let test: TestDatabase;
let database: Database;
let logDatabase: TestDatabase;
let eventLog: EventLog;
let url: string;
let contextOf: ReturnType<typeof createContextFactory>;

beforeAll(async () => {
  test = await createTestDatabase([subgraphMigrations, file('migrations/')]);
  logDatabase = await createTestDatabase([eventLogMigrations]);
  eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logDatabase.url }, silentLog);
  database = test.served;
  const relay = startOutboxRelay(database, eventLog, 'analytics', silentLog);
  startConsumers(database, eventLog);
  startAuditIngest(database, eventLog, silentLog, () => undefined);
  stops.push(startIndexing(database, silentLog));
  contextOf = createContextFactory({ database, eventLog });
  const served = await serveSubgraph({
    ...{
      name: 'analytics',
      typeDefs: await readFile(file('schema.graphql'), 'utf8'),
      resolvers,
      engine: mercuriusEngine,
    },
    ...{ createContext: contextOf, host: '127.0.0.1', port: 0, routerKeys: [key], lifecycle, log: silentLog },
  });
  url = `${served.url}/graphql`;
  stops.push(
    () => relay.stop(),
    () => eventLog.close(),
    () => test.drop(),
    () => logDatabase.drop(),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const caller = (organizationId = tenant, role: 'admin' | 'user' = 'admin'): Caller => ({
  ...{ requestId: 'req_1', ip: null, userAgent: null },
  user: { id: 'usr_1', organizationId, role, scopes: role === 'admin' ? ['*'] : [], sessionId: 'ses_1', expiresAt: 0 },
});
const aUser = { id: 'usr_1', organizationId: tenant, sessionId: 'ses_1', expiresAt: 0 };
const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

async function ask(query: string, variables: object = {}, who = caller()) {
  const body = JSON.stringify({ query, variables });
  const signature = signRequest(key, { subgraph: 'analytics', method: 'POST', path: '/graphql', body }, who);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signature },
    body,
  });
  return answer.parse(await response.json());
}

function anEvent(type: string, time: string, data: ConeaEvent['data'], subject = newId('cht')): ConeaEvent {
  const fixed = { specversion: '1.0', source: '/ai', datacontenttype: 'application/json' } as const;
  return { ...fixed, id: newId('evt'), type, subject, time, tenantid: tenant, data };
}

const seriesShape = z.object({
  metricSeries: z.object({ points: z.array(z.object({ at: z.string(), value: z.number().nullable() })) }),
});
async function series(input: object) {
  const query = 'query ($input: MetricSeriesInput!) { metricSeries(input: $input) { points { at value } } }';
  const { data, errors } = await ask(query, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return seriesShape.parse(data).metricSeries.points.map(({ value }) => value);
}
const counted = async (count: number) =>
  until('the events are counted', async () => {
    const { total } = await test.database.one<{ total: number }>({
      text: 'select count(*) as total from events',
      values: [],
    });
    return total >= count;
  });

describe('metrics', () => {
  const type = 'conea.ai.chat.completed';
  const [from, to] = ['2026-11-24T09:00:00.000Z', '2026-11-24T09:03:00.000Z'];

  it('count an event once though it is delivered again, in the bucket of its own time though it comes late', async () => {
    const first = anEvent(type, '2026-11-24T09:00:10.000Z', { cost: '0.10', durationMs: 100 });
    const second = anEvent(type, '2026-11-24T09:02:10.000Z', { cost: '0.20', durationMs: 300 });
    const late = anEvent(type, '2026-11-24T09:00:50.000Z', { cost: '0.05', durationMs: 200 });
    await eventLog.append('ai', [first, second]);
    await eventLog.append('ai', [first, late, second]);
    await counted(3);
    await logDatabase.database.execute({ text: 'update consumer_groups set position = 0', values: [] });
    await eventLog.append('ai', [anEvent('conea.ai.other', '2026-11-24T09:00:00.000Z', {})]);
    await counted(4);
    expect(await series({ type, from, to })).toEqual([2, 0, 1]);
    expect(await series({ type, from, to, aggregate: 'SUM' })).toEqual(
      [0.15, 0, 0.2].map((value) => expect.closeTo(value, 9)),
    );
    expect(await series({ type, from, to, interval: 'HOUR' })).toEqual([3]);
  });

  it('have percentiles that are at most 2 % too high, and none where nothing lasted', async () => {
    const slow = 'conea.data.run.completed';
    const events = Array.from({ length: 100 }, (_, index) =>
      anEvent(slow, '2026-11-24T09:01:00.000Z', { durationMs: (index + 1) * 10, rowsRead: 1 }),
    );
    await eventLog.append('data', events);
    await counted(104);
    for (const [aggregate, exact] of [
      ['P50', 500],
      ['P95', 950],
      ['P99', 990],
    ] as const) {
      const [before, value] = await series({ type: slow, from, to, aggregate });
      expect(before).toBeNull();
      expect(value).toBeGreaterThanOrEqual(exact);
      expect(value).toBeLessThanOrEqual(exact * 1.02);
    }
  });

  it('answer an endless or empty series with a typed error', async () => {
    const query = 'query ($input: MetricSeriesInput!) { metricSeries(input: $input) { type } }';
    for (const range of [
      { from: '2020-01-01T00:00:00Z', to },
      { from: to, to: from },
    ]) {
      const { errors } = await ask(query, { input: { type, ...range } });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('are told live, and from a cursor without a gap or a duplicate', async () => {
    const stop = new AbortController();
    const tail = () => eventLog.tail('analytics', { after: '0', signal: stop.signal });
    const seen: string[] = [];
    for await (const { cursor, event } of tail()) {
      if (event.tenantid === tenant) seen.push(cursor);
      if (seen.length >= 104) break;
    }
    expect(new Set(seen).size).toBe(104);
    stop.abort();
  });
});

describe('the audit trail', () => {
  const record = (action: string, resourceId: string, result = 'success') => ({
    ...{
      action,
      actorId: 'usr_1',
      resourceType: 'Thing',
      resourceId,
      result,
      ipAddress: null,
      userAgent: '抹茶ブラウザ/1.0',
      requestId: 'req_1',
    },
  });
  const query = `query ($filter: AuditLogFilter, $first: Int! = 20, $after: String) {
    auditLogs(filter: $filter, first: $first, after: $after) { nodes { action result } pageInfo { hasNextPage endCursor } } }`;

  beforeAll(async () => {
    const entries = ['store.connect', 'chat.start', 'chat.start'].map((action, index) =>
      anEvent('conea.ai.audit.recorded', `2026-11-24T10:0${index}:00.000Z`, {
        ...record(action, `thing_${index}`, index === 2 ? 'failure' : 'success'),
        ...(index === 0 && { ipAddress: '192.0.2.7' }),
      }),
    );
    await eventLog.append('ai', entries);
    await counted(107);
    await until('the entries can be searched', async () => {
      const rows = await test.database.many(sql`select from audit_terms`);
      return rows.length === 3;
    });
  });

  it('is searched by parts of words, also Japanese ones, and filtered', async () => {
    const actions = async (filter: object) =>
      z
        .object({ auditLogs: z.object({ nodes: z.array(z.object({ action: z.string() })) }) })
        .parse((await ask(query, { filter: { domain: 'ai', ...filter } })).data)
        .auditLogs.nodes.map(({ action }) => action);
    expect(await actions({ search: 'connec' })).toEqual(['store.connect']);
    expect(await actions({ search: '茶ブラ' })).toHaveLength(3);
    expect(await actions({ search: 'nothing like it' })).toEqual([]);
    expect(await actions({ search: 'ブラウザ thing_1' })).toEqual(['chat.start']);
    expect(await actions({ search: '"start usr_1"' })).toHaveLength(2);
    expect(await actions({ search: '"usr_1 start"' })).toEqual([]);
    expect(await actions({ search: '茶ブラ -chat' })).toEqual(['store.connect']);
    expect(await actions({ search: '-CHAT.start' })).toEqual(['store.connect']);
    expect(await actions({ result: 'FAILURE' })).toEqual(['chat.start']);
    expect(await actions({ resourceType: 'Thing', domain: 'ai', ipAddress: '192.0.2.7' })).toEqual(['store.connect']);
    expect(await actions({ ipAddress: '192.0.2.8' })).toEqual([]);
  });

  it.each([
    "'",
    "'); drop table audit_terms; --",
    'a & | ! <-> (',
    '"',
    '""',
    '-',
    '- -',
    ':*',
    '\\',
    '%_',
    '\0',
    '💥',
  ])('finds nothing by %j, and is not broken by it', async (search) => {
    const { data, errors } = await ask(query, { filter: { search: `${search} nowhere` } });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ auditLogs: { nodes: [] } });
  });

  it('is not searched for what is too long, or what no entry can have', async () => {
    for (const filter of [{ search: 'a'.repeat(201) }, { action: 'a\0b' }, { actorId: '\0' }])
      expect((await ask(query, { filter })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is paged, the latest first', async () => {
    const filter = { domain: 'ai' };
    const first = await ask(query, { first: 2, filter });
    expect(first.data).toMatchObject({
      auditLogs: { nodes: [{ result: 'FAILURE' }, { result: 'SUCCESS' }], pageInfo: { hasNextPage: true } },
    });
    const { auditLogs } = z
      .object({ auditLogs: z.object({ pageInfo: z.object({ endCursor: z.string() }) }) })
      .parse(first.data);
    const rest = await ask(query, { after: auditLogs.pageInfo.endCursor, filter });
    expect(rest.data).toMatchObject({
      auditLogs: { nodes: [{ action: 'store.connect' }], pageInfo: { hasNextPage: false } },
    });
  });
});

describe('who reads the audit trail', () => {
  const query = `query ($filter: AuditLogFilter) { auditLogs(filter: $filter) { nodes { action result actor { id } resourceType resourceId metadata } } }`;
  const entry = { actor: { id: 'usr_1' }, resourceType: 'AuditTrail', resourceId: tenant };
  const told = async (action: string) => {
    const { data } = await ask(query, { filter: { action, domain: 'analytics' } });
    return z.object({ auditLogs: z.object({ nodes: z.array(z.unknown()) }) }).parse(data).auditLogs.nodes;
  };

  it('is told of in it, with what was asked and not what for', async () => {
    await ask(query, { filter: { actorId: 'usr_secret', search: 'personal' } });
    await until('the read is in the trail', async () => {
      const reads = JSON.stringify(await told('audit_log.read'));
      expect(reads).not.toMatch(/usr_secret|personal/);
      return reads.includes(JSON.stringify(['actorId', 'search']));
    });
  });

  it('is told of by id when it is no user but a service account', async () => {
    const account = newId('sva');
    const asking = caller(tenant);
    await ask(query, {}, { ...asking, user: asking.user && { ...asking.user, id: account } });
    const read = '{ auditLogs(filter: { action: "audit_log.read" }) { nodes { actorId actor { id } } } }';
    const told = async () => (await ask(read)).data;
    await until('the read is in the trail', async () => JSON.stringify(await told()).includes(account));
    const { auditLogs } = z.object({ auditLogs: z.object({ nodes: z.array(z.unknown()) }) }).parse(await told());
    expect(auditLogs.nodes).toContainEqual({ actorId: account, actor: null });
  });

  it('is told of when they were refused', async () => {
    const period = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    const reading = 'query ($input: CompliancePeriodInput!) { complianceReport(input: $input) { actionCount } }';
    const { errors } = await ask(reading, { input: period }, caller(tenant, 'user'));
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await until('the refusal is in the trail', async () => (await told('compliance_report.read')).length > 0);
    expect(await told('compliance_report.read')).toMatchObject([{ ...entry, result: 'FAILURE' }]);
  });
});

describe('another tenant', () => {
  it('sees nothing, through _entities neither', async () => {
    const representations = [{ __typename: 'Organization', id: tenant }];
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Organization { activity { eventCount } } }
      auditLogs { nodes { id } } eventTypes }`;
    expect((await ask(query, { representations })).data).toMatchObject({
      _entities: [{ activity: { eventCount: 107 } }],
    });
    expect((await ask(query, { representations }, caller(newId('org')))).data).toEqual({
      _entities: [{ activity: null }],
      auditLogs: { nodes: [] },
      eventTypes: [],
    });
  });

  it('gets no answer without a signature', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ eventTypes }"}',
    });
    expect(response.status).toBe(401);
    expect((await fetch(`${url}?query={eventTypes}`)).status).toBe(404);
  });
});

describe('the partitions of events', () => {
  it('take over what waited in the default one', async () => {
    await createPartitions(database, new Date('2026-11-24T00:00:00Z'));
    await createPartitions(database, new Date('2026-11-24T00:00:00Z'));
    const rows = await test.database.many<{ name: string; count: number }>({
      text: 'select tableoid::regclass::text as name, count(*) as count from events group by 1',
      values: [],
    });
    expect(rows).toEqual([{ name: 'events_2026_11', count: 107 }]);
  });
});

describe('how long entries stay at hand', () => {
  it('is what identity says last', async () => {
    const type = 'conea.identity.organization.audit_retention_changed';
    const events = [90, 400].map((days) => anEvent(type, new Date().toISOString(), { days }));
    await eventLog.append('identity', events);
    await until('it is known', async () => (await findRetention(database.forTenant(tenant), tenant)) === 400);
    expect(await findRetention(database, newId('org'))).toBe(365);
  });
});

describe('the audit trail of impersonations', () => {
  it('is for who may read it alone, and tells what somebody did as another user', async () => {
    const entry = {
      action: 'chat.start',
      actorId: 'usr_1',
      result: 'success',
      metadata: { impersonatorId: 'usr_admin' },
    };
    await eventLog.append('ai', [anEvent('conea.ai.audit.recorded', '2026-11-24T11:00:00.000Z', entry)]);
    const impersonated = `query ($filter: AuditLogFilter) { auditLogs(filter: $filter) {
      nodes { action actor { id } impersonator { id } } } }`;
    const filter = { impersonatorId: 'usr_admin' };
    const auditor = { scopes: ['read:audit_logs'], role: 'viewer' as const };
    const found = { action: 'chat.start', actor: { id: 'usr_1' }, impersonator: { id: 'usr_admin' } };
    await until('the entry is there', async () => {
      const { data } = await ask(impersonated, { filter }, { ...caller(), user: { ...aUser, ...auditor } });
      return JSON.stringify(data) === JSON.stringify({ auditLogs: { nodes: [found] } });
    });
    const scopes = ['read:any_data', 'write:any_data', 'manage:users'];
    const other = { ...caller(), user: { ...aUser, ...auditor, scopes } };
    expect((await ask(impersonated, { filter }, other)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const types = await ask('{ eventTypes }', {}, { ...caller(), user: { ...aUser, ...auditor } });
    expect(types.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  newId,
  openEventLog,
  eventLogMigrations,
  serveSubgraph,
  signRequest,
  sql,
  subgraphMigrations,
  type Caller,
  type ConeaEvent,
  type Lifecycle,
  type RouterKey,
} from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { createContextFactory } from '../src/context.ts';
import { mercuriusEngine } from '../src/mercurius-engine.ts';
import { refusalsRoute } from '../src/refusals-route.ts';
import { resolvers } from '../src/resolvers/index.ts';
import { addAuditEvents } from '../src/store/audit-ingest.ts';

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };
const [tenant, other] = [newId('org'), newId('org')];
const period = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
const stops: (() => unknown)[] = [];
const lifecycle: Lifecycle = {
  signal: new AbortController().signal,
  onStop: (_, stop) => stops.unshift(stop),
  stop: async () => undefined,
};
let test: TestDatabase;
let url: string;

beforeAll(async () => {
  test = await createTestDatabase([subgraphMigrations, file('migrations/')]);
  const logDatabase = await createTestDatabase([eventLogMigrations]);
  const eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logDatabase.url }, silentLog);
  const typeDefs = await readFile(file('schema.graphql'), 'utf8');
  const served = await serveSubgraph({
    ...{
      name: 'analytics',
      typeDefs,
      resolvers,
      engine: mercuriusEngine,
      routerKeys: [key],
      lifecycle,
      log: silentLog,
    },
    ...{ createContext: createContextFactory({ database: test.database, eventLog }), host: '127.0.0.1', port: 0 },
    signedRoutes: refusalsRoute(test.served),
  });
  url = `${served.url}/graphql`;
  stops.push(
    () => eventLog.close(),
    () => test.drop(),
    () => logDatabase.drop(),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const adminOf = (organizationId: string): Caller => ({
  ...{ requestId: 'req_1', ip: null, userAgent: null },
  user: { id: 'usr_1', organizationId, role: 'admin', scopes: ['*'], sessionId: 'ses_1', expiresAt: 0 },
});
const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});

async function ask(query: string, variables: object, who = adminOf(tenant)) {
  const body = JSON.stringify({ query, variables });
  const signature = signRequest(key, { subgraph: 'analytics', method: 'POST', path: '/graphql', body }, who);
  const headers = { 'content-type': 'application/json', ...signature };
  return answer.parse(await (await fetch(url, { method: 'POST', headers, body })).json());
}

function anEntry(action: string, data: object = {}, tenantid = tenant, day = 10): ConeaEvent {
  const fixed = { specversion: '1.0', source: '/identity', datacontenttype: 'application/json' } as const;
  const time = new Date(Date.UTC(2026, 10, day)).toISOString();
  const record = { action, actorId: 'usr_1', resourceType: 'Thing', resourceId: 'thing_1', result: 'success', ...data };
  return {
    ...fixed,
    id: newId('evt'),
    type: 'conea.identity.audit.recorded',
    subject: action,
    time,
    tenantid,
    data: record,
  };
}
const keep = (events: ConeaEvent[]) => test.database.transaction((tx) => addAuditEvents(tx, events));

const reportQuery = `query ($input: CompliancePeriodInput!) { complianceReport(input: $input) {
  actionCount failureCount accesses { actorId actor { id } resourceId actionCount failureCount } failures { action failureCount actorId actor { id } }
  roleChanges { action metadata } keyChanges { action } } }`;
const exportQuery = `query ($input: AuditExportInput!, $after: String) {
  auditExport(input: $input, after: $after) { content entryCount totalCount endCursor } }`;
const part = z.object({
  auditExport: z.object({
    content: z.string(),
    entryCount: z.number(),
    totalCount: z.number(),
    endCursor: z.string().nullable(),
  }),
});

async function exportAll(format: string) {
  const parts = [];
  for (let after: string | null = null; ;) {
    const { data } = await ask(exportQuery, { input: { ...period, format }, after });
    const { auditExport } = part.parse(data);
    parts.push(auditExport);
    after = auditExport.endCursor;
    if (after === null) return parts;
  }
}

describe('the audit trail', () => {
  it('is for admins with all rights, and of their own organization only', async () => {
    await keep([anEntry('secret.replace')]);
    const questions = [
      ['query { auditLogs { nodes { id } } }', {}],
      [reportQuery, { input: period }],
      [exportQuery, { input: { ...period, format: 'CSV' } }],
    ] as const;
    const admin = adminOf(tenant);
    const user = { ...admin, user: admin.user && { ...admin.user, role: 'user' as const, scopes: ['read:own_data'] } };
    const keyOfAdmin = { ...admin, user: admin.user && { ...admin.user, scopes: ['read:own_data'] } };
    for (const [query, variables] of questions) {
      for (const who of [user, keyOfAdmin])
        expect((await ask(query, variables, who)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const { errors } = await ask(query, variables, { ...admin, user: null });
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect(JSON.stringify((await ask(query, variables, adminOf(other))).data)).not.toContain('secret.replace');
      // The second run is a compiled one.
      expect((await ask(query, variables, user)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await ask(query, variables)).errors).toBeUndefined();
    }
  });
});

describe('a compliance report', () => {
  it('tells who reached what, what failed, and which roles and keys changed, in its period', async () => {
    await keep([
      anEntry('user.change_role', { metadata: { role: 'admin' } }),
      anEntry('api_key.rotate', { actorId: 'usr_2' }),
      anEntry('session.create', { actorId: 'usr_3', resourceId: null, resourceType: null, result: 'failure' }),
      anEntry('session.create', { actorId: 'usr_3', resourceId: null, resourceType: null, result: 'failure' }),
      anEntry('user.change_role', {}, other),
      // Looking at keys and members changes none.
      anEntry('api_key.list', { actorId: 'usr_3', resourceId: null }),
      anEntry('member.list', { actorId: 'usr_3', resourceId: null }),
      { ...anEntry('user.change_role'), time: '2026-12-01T00:00:00.000Z' },
    ]);
    const { data } = await ask(reportQuery, { input: period });
    expect(data).toMatchObject({
      complianceReport: {
        ...{ actionCount: 7, failureCount: 2 },
        failures: [{ action: 'session.create', failureCount: 2, actorId: 'usr_3', actor: { id: 'usr_3' } }],
        roleChanges: [{ action: 'user.change_role', metadata: { role: 'admin' } }],
        accesses: expect.arrayContaining([
          { actorId: 'usr_1', actor: { id: 'usr_1' }, resourceId: 'thing_1', actionCount: 2, failureCount: 0 },
          { actorId: 'usr_3', actor: { id: 'usr_3' }, resourceId: null, actionCount: 2, failureCount: 2 },
        ]),
      },
    });
    const { complianceReport } = z
      .object({ complianceReport: z.object({ keyChanges: z.array(z.object({ action: z.string() })) }) })
      .parse(data);
    expect(complianceReport.keyChanges.map(({ action }) => action).sort()).toEqual([
      'api_key.rotate',
      'secret.replace',
    ]);
  });

  it('has the rotations of the platform’s signing keys, for every organization, and nothing else of the platform', async () => {
    await keep([
      anEntry('signing_key.rotate', { actorId: 'system' }, 'org_platform'),
      anEntry('secret.rotate', {}, 'org_platform'),
    ]);
    const shape = z.object({ complianceReport: z.object({ keyChanges: z.array(z.object({ action: z.string() })) }) });
    for (const who of [adminOf(tenant), adminOf(other)]) {
      const { complianceReport } = shape.parse((await ask(reportQuery, { input: period }, who)).data);
      const actions = complianceReport.keyChanges.map(({ action }) => action);
      expect(actions.filter((action) => action === 'signing_key.rotate')).toHaveLength(1);
      expect(actions).not.toContain('secret.rotate');
    }
  });

  it('refuses a period that is empty or endless', async () => {
    for (const input of [
      { from: period.to, to: period.from },
      { from: '2020-01-01T00:00:00Z', to: period.to },
    ])
      expect((await ask(reportQuery, { input })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('what routers report that they refused', () => {
  const [refusedTenant, strangers] = [newId('org'), newId('org')];
  const nobody = { requestId: 'refusals', ip: null, userAgent: null, user: null };
  const report = async (content: object) => {
    const body = JSON.stringify(content);
    const signature = signRequest(key, { subgraph: 'analytics', method: 'POST', path: '/refusals', body }, nobody);
    const headers = { 'content-type': 'application/json', ...signature };
    return (await fetch(new URL('/refusals', url), { method: 'POST', headers, body })).status;
  };
  const aRefusal = (organizationId: string | null, reason: string, count: number) => ({
    ...{ reason, organizationId, userId: organizationId && 'usr_9', impersonatorId: null, network: '192.0.2.7', count },
    ...{ firstAt: '2026-11-10T10:00:00.000Z', lastAt: '2026-11-10T10:00:59.000Z' },
  });
  const keepReported = async () => {
    const rows = await test.database.many<Pick<ConeaEvent, 'id' | 'type' | 'subject' | 'tenantid' | 'data'>>(sql`
      select id, type, subject, tenant_id as tenantid, data from outbox where data ->> 'action' = 'request.refuse'`);
    const fixed = { specversion: '1.0', source: '/analytics', datacontenttype: 'application/json' } as const;
    await keep(rows.map((row) => ({ ...fixed, ...row, time: '2026-11-10T10:01:00.000Z' })));
    return rows;
  };

  it('is an entry for each caller and reason, once however often a report comes, and stands in the report of their organization', async () => {
    const refusals = [
      aRefusal(refusedTenant, 'unauthorized', 3),
      aRefusal(refusedTenant, 'rate_limited', 40),
      aRefusal(strangers, 'rate_limited', 5),
      aRefusal(null, 'invalid_credentials', 1_000),
    ];
    const sent = await Promise.all(Array.from({ length: 5 }, () => report({ reportId: 'rep_1', refusals })));
    expect(sent).toEqual([200, 200, 200, 200, 200]);
    expect(await report({ reportId: 'rep_2', refusals: [aRefusal(refusedTenant, 'rate_limited', 2)] })).toBe(200);
    const rows = await keepReported();
    expect(rows.map(({ tenantid }) => tenantid).sort()).toEqual(
      [strangers, refusedTenant, refusedTenant, refusedTenant, 'org_platform'].sort(),
    );
    const query = `query ($input: CompliancePeriodInput!) { complianceReport(input: $input) {
      refusals { reason actorId actor { id } network count } failures { action } accesses { actorId thingCount } } }`;
    const refused = { actorId: 'usr_9', actor: { id: 'usr_9' }, network: '192.0.2.7' };
    const { data } = await ask(query, { input: period }, adminOf(refusedTenant));
    expect(data).toMatchObject({
      complianceReport: {
        refusals: [
          { ...refused, reason: 'RATE_LIMITED', count: 42 },
          { ...refused, reason: 'UNAUTHORIZED', count: 3 },
        ],
        accesses: expect.arrayContaining([{ actorId: 'usr_9', thingCount: 45 }]),
      },
    });
    expect(JSON.stringify(data)).not.toContain('request.refuse');
  });

  it.each([{}, { reportId: 'rep_3', refusals: [] }, { reportId: 'rep_3', refusals: [aRefusal(null, 'else', 1)] }])(
    'is refused as %j',
    async (content) => {
      expect(await report(content)).toBe(400);
    },
  );
});

describe('an export', () => {
  it('has every entry once, part by part, and says how far it is', async () => {
    await keep(Array.from({ length: 2_300 }, (_, index) => anEntry(`many.${index}`, {}, tenant, 11 + (index % 3))));
    const parts = await exportAll('JSON_LINES');
    expect(parts.map(({ entryCount }) => entryCount)).toEqual([1_000, 1_000, 307]);
    expect(parts.map(({ totalCount }) => totalCount)).toEqual([2_307, 2_307, 2_307]);
    const lines = parts.flatMap(({ content }) => content.trimEnd().split('\n'));
    const ids = lines.map((line) => z.object({ id: z.string() }).parse(JSON.parse(line)).id);
    expect(new Set(ids).size).toBe(2_307);
  });

  it('has no cell that a spreadsheet takes for a formula, and keeps quotes and lines inside their cell', async () => {
    const agents = ['=1+1', '+1', '-1', '@sum', '\tx', '\rx', '\nx', '  =1', '＝1', 'a "quoted", one\r\nline'];
    await keep(agents.map((userAgent) => anEntry('formula.try', { userAgent })));
    const text = (await exportAll('CSV')).map(({ content }) => content).join('');
    expect(text.startsWith('"occurredAt","domain","action"')).toBe(true);
    expect(text.match(/"occurredAt"/g)).toHaveLength(1);
    for (const agent of agents.slice(0, -1)) expect(text).toContain(`"'${agent}"`);
    expect(text).toContain('"a ""quoted"", one\r\nline"');
    expect(text).not.toMatch(/"\s*[=+\-@＝]/u);
  });
});

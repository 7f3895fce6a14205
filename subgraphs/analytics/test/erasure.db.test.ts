import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import {
  eventLogMigrations,
  migrate,
  newId,
  openEventLog,
  sql,
  subgraphMigrations,
  type ConeaEvent,
} from '@conea/platform';
import { createTestDatabase, silentLog } from '../../../test/support/database.ts';
import { createErasureCase } from '../../../test/support/erasure.ts';
import { until } from '../../../test/support/until.ts';
import { startConsumers } from '../src/jobs/consume.ts';
import { indexEverything } from '../src/jobs/index-texts.ts';
import { startAuditIngest } from '../src/jobs/ingest-audit.ts';
import { erasureSteps } from '../src/store/erasure-steps.ts';

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));
const { test, database, erase, tablesWith, close } = await createErasureCase(migrations, erasureSteps);
const logs = await createTestDatabase([eventLogMigrations]);
const eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
startConsumers(database, eventLog);
startAuditIngest(database, eventLog, silentLog, () => undefined);
afterAll(async () => {
  await eventLog.close();
  await close();
  await logs.drop();
});

/** Tells of these events and waits until they are taken in. */
async function happen(tenantid: string, type: string, subject: string, data: ConeaEvent['data'] = {}) {
  const id = newId('evt');
  await eventLog.append('ai', [
    {
      ...{ specversion: '1.0', id, source: '/ai', type: `conea.ai.${type}`, subject, tenantid, data },
      ...{ time: new Date().toISOString(), datacontenttype: 'application/json' },
    },
  ]);
  const taken = sql`select from inbox where event_id = ${id}`;
  await until('it is taken in', async () => (await test.database.maybeOne(taken)) !== null);
}

/** An entry of the audit trail as its domain tells of it. */
const aRecord = (
  actorId: string,
  more: { ipAddress?: string; resourceId?: string; metadata?: Record<string, string> } = {},
) => ({
  ...{ action: 'chat.start', actorId, resourceType: 'User', resourceId: null, result: 'success' },
  ...{ ipAddress: null, userAgent: `agent of ${actorId}`, requestId: null, metadata: {}, ...more },
});

/** Waits until so many entries of an organization are sealed, and makes them searchable. */
async function indexed(tenant: string, count: number) {
  const sealed = sql`select count(*) as count from audit_seals where tenant_id = ${tenant}`;
  await until('they are sealed', async () => (await test.database.one<{ count: number }>(sealed)).count === count);
  await indexEverything(database);
}

it('no text search finds a person any longer, nor what is told late; the sealed entries stay', async () => {
  const [tenant, elsewhere, user, other] = [newId('org'), newId('org'), newId('usr'), newId('usr')];
  for (const place of [tenant, elsewhere])
    for (const id of [user, other]) await happen(place, 'audit.recorded', 'chat', aRecord(id));
  await happen(tenant, 'audit.recorded', 'user', aRecord(other, { resourceId: user }));
  await Promise.all([indexed(tenant, 3), indexed(elsewhere, 2)]);
  expect(await erase({ type: 'User', id: user })).toMatchObject({ auditSearchTexts: 3 });
  await happen(tenant, 'audit.recorded', 'chat', aRecord(user));
  await indexed(tenant, 4);
  expect(await tablesWith(user)).toEqual(['audit_entries', 'events', expect.stringMatching(/^events_/)]);
  expect(await tablesWith(other)).toContain('audit_texts');
  const terms = sql`select entry_id from audit_terms except select entry_id from audit_texts`;
  expect(await test.database.many(terms)).toEqual([]);
});

it('no text of the trail of an organization is left, and all of another one', async () => {
  const [tenant, other, user] = [newId('org'), newId('org'), newId('usr')];
  for (const place of [tenant, tenant, tenant, other]) await happen(place, 'audit.recorded', 'chat', aRecord(user));
  await Promise.all([indexed(tenant, 3), indexed(other, 1)]);
  expect(await erase({ type: 'Organization', id: tenant })).toMatchObject({ auditSearchTexts: 3 });
  await happen(tenant, 'audit.recorded', 'chat', aRecord(user));
  await indexed(tenant, 4);
  expect(await tablesWith(tenant)).toEqual(['audit_chains', 'audit_entries', 'audit_seals']);
  expect(await tablesWith(other)).toContain('audit_texts');
});

it('what was counted for a person goes, and does not come back with what is told late', async () => {
  const [tenant, user, other] = [newId('org'), newId('usr'), newId('usr')];
  for (const userId of [user, other]) await happen(tenant, 'chat.completed', newId('cht'), { userId });
  expect(await erase({ type: 'User', id: user })).toEqual({ activities: 1 });
  await happen(tenant, 'chat.completed', newId('cht'), { userId: user });
  expect(await tablesWith(user)).toEqual(['events', expect.stringMatching(/^events_/)]);
  expect(await tablesWith(other)).toContain('activities');
});

it('what was counted for an organization goes, and does not come back with what is told late', async () => {
  const [tenant, other] = [newId('org'), newId('org')];
  for (const owner of [tenant, other])
    for (const subject of ['a', 'b', 'c']) await happen(owner, 'chat.failed', subject);
  const counts = await erase({ type: 'Organization', id: tenant });
  expect(counts).toMatchObject({ activities: 1, events: 3 });
  await happen(tenant, 'chat.failed', 'd');
  expect(await tablesWith(tenant)).toEqual([]);
  expect(await tablesWith(other)).toEqual(expect.arrayContaining(['activities', 'events', 'metric_buckets']));
});

it('from where somebody did something, and why, is in the audit trail alone', async () => {
  const [tenant, ipAddress, reason] = [newId('org'), '198.51.100.77', 'asked by phone'];
  await happen(tenant, 'audit.recorded', 'chat', aRecord(newId('usr'), { ipAddress, metadata: { reason } }));
  await until('the trail has it', async () => (await tablesWith(ipAddress)).length > 0);
  expect(await tablesWith(ipAddress)).toEqual(['audit_entries']);
  expect(await tablesWith(reason)).toEqual(['audit_entries']);
});

it('addresses and reasons that events had before are gone from them, and from nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conea-analytics-'));
  const earlier = join(folder, 'analytics/migrations');
  await cp(migrations, earlier, { recursive: true, filter: (path) => !path.includes('events_without_') });
  const old = await createTestDatabase([subgraphMigrations, earlier]);
  const metadata = { reason: 'asked by phone' };
  const data = { action: 'chat.start', ipAddress: '198.51.100.78', userAgent: 'curl/8', metadata };
  await old.database.execute(sql`
    insert into events (id, tenant_id, type, subject, occurred_at, data)
    select type, 'org_a', type, 'a', now(), ${JSON.stringify(data)}::jsonb
    from unnest(array['conea.ai.audit.recorded', 'conea.ai.chat.failed']) as type`);
  await migrate(old.url, [subgraphMigrations, migrations]);
  const kept = { action: 'chat.start' };
  expect(await old.database.many(sql`select data from events order by id`)).toEqual([{ data: kept }, { data }]);
  await old.drop();
  await rm(folder, { recursive: true });
});

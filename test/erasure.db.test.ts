import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import {
  createMetrics,
  eventLogMigrations,
  newId,
  openEventLog,
  sql,
  startErasure,
  startOutboxRelay,
} from '@conea/platform';
import type { ErasureStep, Kept } from '@conea/platform';
import { createLocalJWKSet, jwtVerify } from 'jose';
import * as ai from '../subgraphs/ai/src/store/erasure-steps.ts';
import { startConsumers } from '../subgraphs/analytics/src/jobs/consume.ts';
import * as analytics from '../subgraphs/analytics/src/store/erasure-steps.ts';
import * as data from '../subgraphs/data/src/store/erasure-steps.ts';
import { openFolderBlobStore } from '../subgraphs/data/src/store/folder-blob-store.ts';
import type { Mail } from '../subgraphs/identity/src/domain/mail.ts';
import { startErasures } from '../subgraphs/identity/src/erasures.ts';
import { purgeDeleted } from '../subgraphs/identity/src/jobs/purge-deleted.ts';
import { createPurgeParts } from '../subgraphs/identity/test/support/deletions.ts';
import { createSeals, issuer, openTestKeys } from '../subgraphs/identity/test/support/identity-server.ts';
import * as integration from '../subgraphs/integration/src/store/erasure-steps.ts';
import { createTestDatabase, silentLog } from './support/database.ts';
import { createErasureCase } from './support/erasure.ts';
import { until } from './support/until.ts';

const folder = await mkdtemp(join(tmpdir(), 'conea-erasure-'));
const blobs = await openFolderBlobStore(folder);
const logs = await createTestDatabase([eventLogMigrations]);
const eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
const stops: (() => Promise<unknown>)[] = [];

/** A domain with its own database, relay and steps, as its main.ts starts them. */
async function aDomain(domain: string, steps: readonly ErasureStep[] | null, keeps: Kept = {}) {
  const migrations = fileURLToPath(new URL(`../subgraphs/${domain}/migrations/`, import.meta.url));
  const place = await createErasureCase(migrations, []);
  const { database } = place;
  const relay = startOutboxRelay(database, eventLog, domain, silentLog);
  const erasing = steps && startErasure({ database, eventLog, domain, steps, keeps, log: silentLog });
  stops.push(async () => {
    await Promise.all([relay.stop(), erasing?.stop()]);
    await place.close();
  });
  return place;
}

const domains = {
  ai: await aDomain('ai', ai.erasureSteps, ai.keptWhenErased),
  data: await aDomain('data', data.createErasureSteps(blobs), data.keptWhenErased),
  integration: await aDomain('integration', integration.erasureSteps),
  analytics: await aDomain('analytics', analytics.erasureSteps, analytics.keptWhenErased),
  identity: await aDomain('identity', null),
};
startConsumers(domains.analytics.database, eventLog);
const { database } = domains.identity;
const now = new Date();
const clock = () => now;
const { keyring } = await openTestKeys(database, clock);
const mails: Mail[] = [];
startErasures({
  ...{ database, eventLog, seals: createSeals(database), keyring, clock, log: silentLog },
  mail: { send: async (_tx, mail) => void mails.push(mail) },
  ...{ issuer: issuer.issuer, keySetUrl: 'https://app.example.com/jwks', erasureOverdueHours: 24 },
  ...{ metrics: createMetrics('identity'), lifecycle: { onStop: (_name, stop) => stops.unshift(async () => stop()) } },
});

afterAll(async () => {
  for (const stop of stops) await stop();
  await eventLog.close();
  await logs.drop();
  await rm(folder, { recursive: true });
});

const monthAgo = new Date(now.getTime() - 31 * 86_400_000).toISOString();
const hex = (id: string) => id.slice(4);

/** Somebody in an organization who has used every domain; some of it is over for good. */
async function use(organizationId: string, userId: string, deleted: { user?: boolean; organization?: boolean }) {
  const email = `${userId}@mail.example`;
  await domains.identity.insert({
    organizations: {
      ...{ id: organizationId, name: 'n', created_at: monthAgo },
      deleted_at: deleted.organization ? monthAgo : null,
    },
    users: {
      ...{ id: userId, email, email_key: email, name: 'n', password_hash: 'h', created_at: monthAgo },
      deleted_at: deleted.user ? monthAgo : null,
    },
    memberships: {
      ...{ organization_id: organizationId, user_id: userId, role: 'user', joined_at: monthAgo, version: 1 },
      suspended_because: [],
    },
  });
  const chat = { id: `cht_${hex(userId)}`, tenant_id: organizationId, user_id: userId, created_at: monthAgo };
  await domains.ai.insert({
    chats: { ...chat, messages: [], max_output_tokens: 1, status: 'RUNNING', is_fallback: false },
    data_keys: { ...aKey(organizationId) },
  });
  const upload = `upl_${hex(userId)}`;
  await blobs.writeAt(upload, 0, Buffer.from('x'));
  await domains.data.insert({
    uploads: {
      ...{ id: upload, organization_id: organizationId, started_by: userId, name: 'n', content_type: 'text/csv' },
      ...{ received_bytes: 1, blob_key: upload, created_at: monthAgo },
    },
  });
  await domains.integration.insert({
    integrations: {
      ...{ id: `int_${hex(organizationId)}`, organization_id: organizationId, provider: 'shopify', name: 'n' },
      ...{ shop_domain: `${organizationId}.example`, currency_code: 'JPY', is_simulated: true, status: 'active' },
      ...{ notification_state: 'active', connected_at: monthAgo },
    },
    data_keys: { ...aKey(organizationId) },
  });
  const id = newId('evt');
  await eventLog.append('ai', [
    {
      ...{ specversion: '1.0', id, source: '/ai', type: 'conea.ai.chat.failed', subject: chat.id, time: monthAgo },
      ...{ datacontenttype: 'application/json', tenantid: organizationId, data: { userId } },
    },
  ]);
  const counted = sql`select from inbox where event_id = ${id}`;
  await until('it is counted', async () => (await domains.analytics.test.database.maybeOne(counted)) !== null);
  return { email };
}

const aKey = (tenantId: string) => ({
  ...{ id: newId('dk'), tenant_id: tenantId, wrapping_key_id: 'k', wrapped_key: 'x', created_at: monthAgo },
});

/** The tables of each domain in which something is found. */
async function placesOf(id: string) {
  const found: Record<string, string[]> = {};
  for (const [domain, { tablesWith }] of Object.entries(domains)) found[domain] = await tablesWith(id);
  return found;
}

async function receiptOf(subjectId: string) {
  const find = () =>
    domains.identity.test.database.maybeOne<{ receipt: string }>(sql`
      select receipt from erasure_requests where subject_id = ${subjectId} and receipt is not null`);
  await until('all domains have answered', async () => (await find()) !== null);
  const { jwks } = await keyring.current();
  return (await jwtVerify((await find())?.receipt ?? '', createLocalJWKSet(jwks))).payload;
}

it('a person whose time is over is erased in five domains, and only that person, with one receipt of it', async () => {
  const [organization, own, neighbour] = [newId('org'), newId('usr'), newId('usr')];
  const { email } = await use(organization, own, { user: true });
  await use(newId('org'), neighbour, {});
  expect(await purgeDeleted(await createPurgeParts(database), 30, now)).toEqual({
    purgedAccounts: 1,
    purgedOrganizations: 0,
  });
  expect(await receiptOf(own)).toMatchObject({
    sub: own,
    domains: {
      ai: { counts: { chats: 1 }, kept: { usageRecords: expect.any(String) } },
      analytics: { counts: { activities: expect.any(Number) }, kept: { auditEntries: expect.any(String) } },
      data: { counts: { uploads: 1 } },
      identity: { kept: { erasures: expect.any(String) } },
      integration: { counts: {}, kept: {} },
    },
  });
  const events = expect.stringMatching(/^events/);
  expect(await placesOf(own)).toEqual({
    ...{
      ai: [],
      data: [],
      integration: [],
      analytics: [events, events],
      identity: ['erasure_requests', 'revocations'],
    },
  });
  expect(await placesOf(email)).toEqual({ ai: [], data: [], integration: [], analytics: [], identity: [] });
  expect(mails.map(({ to }) => to)).toEqual([email]);
  expect(await placesOf(neighbour)).toMatchObject({ ai: ['chats'], data: ['uploads'] });
  expect(await readdir(folder)).toEqual([`upl_${hex(neighbour)}`]);
});

it('an organization whose time is over is erased in five domains with the keys that its values are sealed under', async () => {
  const [own, neighbour] = [newId('org'), newId('org')];
  await use(own, newId('usr'), { organization: true });
  await use(neighbour, newId('usr'), {});
  await purgeDeleted(await createPurgeParts(database), 30, now);
  expect(await receiptOf(own)).toMatchObject({
    sub: own,
    domains: {
      ai: { counts: { chats: 1, dataKeys: 1 } },
      analytics: { counts: { events: 1 } },
      data: { counts: { uploads: 1 } },
      integration: { counts: { stores: 1, dataKeys: 1 } },
    },
  });
  expect(await placesOf(own)).toEqual({
    ...{ ai: [], data: [], integration: [], analytics: [], identity: ['erasure_requests', 'revocations'] },
  });
  expect(await placesOf(neighbour)).toMatchObject({
    ai: ['chats', 'data_keys'],
    integration: ['data_keys', 'integrations'],
  });
});

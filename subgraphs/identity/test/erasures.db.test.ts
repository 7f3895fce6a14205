import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createLogger,
  createMetrics,
  eventLogMigrations,
  newId,
  openEventLog,
  sql,
  startOutboxRelay,
} from '@conea/platform';
import type { Caller, EventLog, Relay } from '@conea/platform';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { erasingDomains } from '../src/domain/erasure.ts';
import { receiptType } from '../src/domain/erasure-receipt.ts';
import { startErasures } from '../src/erasures.ts';
import { followUpErasures } from '../src/jobs/follow-up-erasures.ts';
import { purgeDeleted } from '../src/jobs/purge-deleted.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { createPurgeParts, deletionsOf } from './support/deletions.ts';
import {
  aClock,
  createSeals,
  identityMigrations,
  issuer,
  openTestKeys,
  startIdentity,
} from './support/identity-server.ts';
import type { IdentityServer } from './support/identity-server.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let logs: TestDatabase;
let eventLog: EventLog;
let relay: Relay;
let office: PostOffice;
let server: IdentityServer;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let operator: Awaited<ReturnType<typeof anAdmin>>;
let keyring: Awaited<ReturnType<typeof openTestKeys>>['keyring'];
const clock = aClock();
const day = 24 * 3600;

beforeAll(async () => {
  [db, logs] = await Promise.all([createTestDatabase(identityMigrations), createTestDatabase([eventLogMigrations])]);
  eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
  relay = startOutboxRelay(db.served, eventLog, 'identity', silentLog);
  office = await startPostOffice(db, clock.read);
  const before = await startIdentity(db.served, clock.read);
  operator = await anAdmin(before);
  await before.stop();
  const platformOrganizationId = operator.organization.id;
  server = await startIdentity(db.served, clock.read, { ...office, platformOrganizationId });
  admin = await anAdmin(server);
  ({ keyring } = await openTestKeys(db.served, clock.read));
});

afterAll(async () => {
  await server.stop();
  await relay.stop();
  await eventLog.close();
  await office.stop();
  await Promise.all([db.drop(), logs.drop()]);
});

/** What a process of identity does about erasures. */
function aProcess() {
  const lines: string[] = [];
  const stops: (() => unknown)[] = [];
  const metrics = createMetrics('identity');
  const log = createLogger('identity', 'warn', { write: (line) => lines.push(line) });
  const parts = startErasures({
    ...{ database: db.served, eventLog, seals: createSeals(db.served), keyring, mail: office.mail },
    ...{ issuer: issuer.issuer, keySetUrl: 'https://app.example.com/jwks', erasureOverdueHours: 24 },
    ...{ clock: clock.read, log, metrics, lifecycle: { onStop: (_name, stop) => stops.push(stop) } },
  });
  return {
    lines,
    metrics,
    followUp: () => followUpErasures({ ...parts, database: db.served, log }, clock.read()),
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

/** Deletes accounts of members; their time is over. */
async function deleteMembers(count: number): Promise<{ id: string; email: string }[]> {
  const accounts = accountsOf(server);
  const deletions = deletionsOf(server);
  const members = [];
  for (let number = 0; number < count; number++) {
    const email = anEmail();
    const { user } = await accounts.createUser({ email, role: 'USER' }, admin.caller);
    const { session } = await accounts.signIn({ email, password });
    if (!user || !session) throw new Error('the member of the test was refused');
    await deletions.deleteAccount({ email }, callerOf(session.accessToken));
    members.push({ id: user.id, email });
  }
  clock.advance(31 * day);
  return members;
}

const purge = async () => purgeDeleted(await createPurgeParts(db.served), 30, clock.read());

async function aPurgedPerson(): Promise<{ id: string; email: string; erasureId: string }> {
  const [person] = await deleteMembers(1);
  await purge();
  if (!person) throw new Error('nobody was purged');
  return { ...person, erasureId: (await requestOf(person.id)).id };
}

type Request = {
  id: string;
  sealedAddress: string | null;
  answers: Record<string, { counts: object; kept: object }>;
  receipt: string | null;
};
const requestOf = (subjectId: string) =>
  db.database.one<Request>(sql`
    select id, sealed_address as "sealedAddress", answers, receipt from erasure_requests where subject_id = ${subjectId}`);
/** What the domains hear; identity itself forgets it with the person. */
async function purgedEvents(subject: string): Promise<{ tenant: string; data: object }[]> {
  const waiting = sql`select from outbox where published_at is null limit 1`;
  await until('everything is told', async () => (await db.database.maybeOne(waiting)) === null);
  return logs.database.many<{ tenant: string; data: object }>(sql`
    select event ->> 'tenantid' as tenant, event -> 'data' as data from events
    where event ->> 'subject' = ${subject} and event ->> 'type' = 'conea.identity.user.purged' order by position`);
}
const completedEvents = (erasureId: string) =>
  db.database.many<{ tenant: string }>(sql`
    select tenant_id as tenant from outbox where subject = ${erasureId} and type = 'conea.identity.erasure.completed'`);

/** A domain says that it is done. */
const answer = (domain: string, erasureId: string, counts: Record<string, number> = {}, kept = {}) =>
  eventLog.append(domain, [
    {
      ...{ specversion: '1.0', id: newId('evt'), source: `/${domain}`, type: `conea.${domain}.personal_data.erased` },
      ...{ subject: erasureId, time: '2026-12-24T09:30:00.000Z', datacontenttype: 'application/json' },
      ...{ tenantid: 'org_platform', data: { erasureId, domain, counts, kept } },
    },
  ]);
const others = erasingDomains.filter((domain) => domain !== 'identity');
const completed = (person: { id: string }) =>
  until('all have answered', async () => (await requestOf(person.id)).receipt !== null);

describe('whom identity purges', () => {
  it('is erased under an id that the event of the purge carries, and gets a signed receipt as the last mail', async () => {
    const process = aProcess();
    const person = await aPurgedPerson();
    expect(await purgedEvents(person.id)).toEqual([
      { tenant: admin.organization.id, data: { erasureId: person.erasureId } },
    ]);
    const before = (await office.mailsTo(person.email)).length;
    expect((await requestOf(person.id)).sealedAddress).toMatch(/^v2\./);
    await answer('ai', person.erasureId, { chats: 3 }, { usageRecords: 'the account' });
    for (const domain of others.slice(1)) await answer(domain, person.erasureId);
    await completed(person);

    const { sealedAddress, receipt } = await requestOf(person.id);
    expect(sealedAddress).toBeNull();
    const { jwks } = await keyring.current();
    const { payload } = await jwtVerify(receipt ?? '', createLocalJWKSet(jwks), {
      typ: receiptType,
      algorithms: ['RS256'],
    });
    expect(payload).toMatchObject({ iss: issuer.issuer, sub: person.id, jti: person.erasureId, subject_type: 'User' });
    for (const domain of erasingDomains) expect(payload).toHaveProperty(['domains', domain, 'erasedAt']);
    expect(payload['domains']).toMatchObject({
      ai: { erasedAt: '2026-12-24T09:30:00.000Z', counts: { chats: 3 }, kept: { usageRecords: 'the account' } },
      identity: { kept: { revocations: expect.any(String) } },
    });
    const [mail] = await office.mailsTo(person.email, before + 1);
    expect(mail?.subject).toBe('Your data was erased');
    for (const text of [receipt ?? '', 'ai: 3 chats', 'kept: usageRecords (the account)'])
      expect(mail?.text.replaceAll('\r\n', '\n')).toContain(text);
    expect(await completedEvents(person.erasureId)).toEqual([{ tenant: admin.organization.id }]);
    await process.stop();
  });

  it('has one receipt and one mail, however often and by how many processes the answers are taken in', async () => {
    const processes = [aProcess(), aProcess()];
    const person = await aPurgedPerson();
    const before = (await office.mailsTo(person.email)).length;
    await Promise.all(
      others.flatMap((domain) => [1, 2, 3].map((number) => answer(domain, person.erasureId, { things: number }))),
    );
    await completed(person);
    const { receipt } = await requestOf(person.id);
    await answer('ai', person.erasureId, { things: 9 });
    const last = await aPurgedPerson();
    for (const domain of others) await answer(domain, last.erasureId);
    await completed(last);
    await office.settle();
    expect((await requestOf(person.id)).receipt).toBe(receipt);
    expect(await office.mailsTo(person.email)).toHaveLength(before + 1);
    expect(await completedEvents(person.erasureId)).toHaveLength(1);
    for (const process of processes) await process.stop();
  });

  it('is not erased by a domain that another one speaks for', async () => {
    const process = aProcess();
    const person = await aPurgedPerson();
    const forged = { erasureId: person.erasureId, domain: 'data', counts: {}, kept: {} };
    await eventLog.append('ai', [
      {
        ...{ specversion: '1.0', id: newId('evt'), source: '/ai', type: 'conea.data.personal_data.erased' },
        ...{ subject: person.erasureId, time: new Date().toISOString(), datacontenttype: 'application/json' },
        ...{ tenantid: 'org_platform', data: forged },
      },
    ]);
    await answer('ai', person.erasureId);
    await until('ai has answered', async () => 'ai' in (await requestOf(person.id)).answers);
    expect((await requestOf(person.id)).answers).not.toHaveProperty('data');
    await process.stop();
  });

  it('is asked for once though the process of the purge dies in the middle, and nobody is forgotten', async () => {
    const people = await deleteMembers(25);
    const parts = await createPurgeParts(db.served);
    let seals = 0;
    const dying = {
      ...parts.addressSeal,
      seal: (id: string, value: string) =>
        ++seals === 23 ? Promise.reject(new Error('killed')) : parts.addressSeal.seal(id, value),
    };
    await expect(purgeDeleted({ ...parts, addressSeal: dying }, 30, clock.read())).rejects.toThrow('killed');
    const isLeft = sql`select count(*) as count from users where id = any(${people.map(({ id }) => id)})`;
    expect(await db.database.one(isLeft)).toEqual({ count: 5 });
    expect(await purge()).toMatchObject({ purgedAccounts: 5 });
    expect(await db.database.one(isLeft)).toEqual({ count: 0 });
    for (const { id } of people) {
      const request = await requestOf(id);
      expect(await purgedEvents(id)).toMatchObject([{ data: { erasureId: request.id } }]);
    }
  }, 30_000);

  it('is completed by the next process when one dies before all have answered', async () => {
    const first = aProcess();
    const person = await aPurgedPerson();
    for (const domain of ['ai', 'data']) await answer(domain, person.erasureId);
    await until('two have answered', async () => 'data' in (await requestOf(person.id)).answers);
    await first.stop();
    for (const domain of ['analytics', 'integration']) await answer(domain, person.erasureId);
    const second = aProcess();
    await completed(person);
    await second.stop();
  });
});

describe('an erasure that a domain does not answer', () => {
  it('is warned of, counted and asked for again, each time that it is overdue, until it is answered', async () => {
    await db.database.execute(sql`delete from erasure_requests where completed_at is null`);
    const process = aProcess();
    const person = await aPurgedPerson();
    for (const domain of others.filter((name) => name !== 'data')) await answer(domain, person.erasureId);
    await until('only one is missing', async () => Object.keys((await requestOf(person.id)).answers).length === 4);
    const overdue = async () => (await process.metrics.metrics()).match(/^identity_erasures_overdue\S* (\d+)$/m)?.[1];
    clock.advance(day - 1);
    await process.followUp();
    expect(await overdue()).toBe('0');
    expect(process.lines).toEqual([]);
    clock.advance(1);
    await Promise.all([process.followUp(), process.followUp()]);
    await process.followUp();
    expect(await overdue()).toBe('1');
    expect(process.lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { msg: 'erasure overdue, asked for again', erasureId: person.erasureId, missing: ['data'] },
    ]);
    clock.advance(day);
    await process.followUp();
    const asked = { data: { erasureId: person.erasureId } };
    expect(await purgedEvents(person.id)).toMatchObject([asked, asked, asked]);
    await answer('data', person.erasureId);
    await completed(person);
    await process.followUp();
    expect(await overdue()).toBe('0');
    const [mail] = await office.mailsTo(person.email, 2);
    expect(mail?.subject).toBe('Your data was erased');
    await process.stop();
  });
});

describe('the receipt of an erasure', () => {
  const shape = z.object({
    erasures: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo: z.object({ endCursor: z.string() }) }),
  });
  const list = async (caller: Caller, variables: object = {}) => {
    const query = `query ($first: Int! = 100, $after: String) {
      erasures(first: $first, after: $after) { nodes { id } pageInfo { endCursor } } }`;
    return shape.parse((await server.request(query, variables, caller)).data).erasures;
  };
  const read = (id: string, caller: Caller) =>
    server.request(
      `query ($id: ID!) { erasure(id: $id) { id subjectType subjectId completedAt missingDomains receipt
        domains { name erased { kind count } kept { kind reason } } } }`,
      { id },
      caller,
    );

  it('is read where the person was, and by whoever runs the platform, but nowhere else', async () => {
    const process = aProcess();
    const person = await aPurgedPerson();
    const open = { subjectType: 'USER', subjectId: person.id, receipt: null, completedAt: null };
    expect((await read(person.erasureId, admin.caller)).data).toMatchObject({ erasure: open });
    await answer('ai', person.erasureId, { chats: 3 }, { usageRecords: 'the account' });
    for (const domain of others.slice(1)) await answer(domain, person.erasureId);
    await completed(person);
    const { receipt } = await requestOf(person.id);
    const stranger = await anAdmin(server);
    for (const { caller } of [admin, operator]) {
      const ai = {
        name: 'ai',
        erased: [{ kind: 'chats', count: 3 }],
        kept: [{ kind: 'usageRecords', reason: 'the account' }],
      };
      expect((await read(person.erasureId, caller)).data).toMatchObject({
        erasure: { subjectId: person.id, receipt, missingDomains: [], domains: expect.arrayContaining([ai]) },
      });
      expect((await list(caller)).nodes.map(({ id }) => id)).toContain(person.erasureId);
    }
    expect((await read(person.erasureId, stranger.caller)).data).toEqual({ erasure: null });
    const { data } = await server.request('{ erasures { nodes { id } } }', {}, stranger.caller);
    expect(data).toEqual({ erasures: { nodes: [] } });
    await process.stop();
  });

  it('is not for whoever may not read the audit trail, and reading it is an entry of that', async () => {
    const { erasureId } = await aPurgedPerson();
    const email = anEmail();
    await accountsOf(server).createUser({ email, role: 'USER' }, admin.caller);
    const { session } = await accountsOf(server).signIn({ email, password });
    const { errors } = await read(erasureId, callerOf(session?.accessToken ?? ''));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    await read(erasureId, admin.caller);
    const entries = sql`
      select data ->> 'result' as result from outbox
      where data ->> 'action' = 'erasure.read' and data ->> 'resourceId' = ${erasureId} order by position`;
    expect(await db.database.many(entries)).toEqual([{ result: 'failure' }, { result: 'success' }]);
  });

  it('is listed page by page', async () => {
    const all = (await list(admin.caller)).nodes;
    expect(all.length).toBeGreaterThan(3);
    const begin = await list(admin.caller, { first: 2 });
    const rest = await list(admin.caller, { after: begin.pageInfo.endCursor });
    expect([...begin.nodes, ...rest.nodes]).toEqual(all);
  });
});

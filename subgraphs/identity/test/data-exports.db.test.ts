import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  eventLogMigrations,
  newId,
  openEventLog,
  sql,
  startPersonalData,
  type Caller,
  type Consumer,
  type EventLog,
  type PersonalDataSource,
} from '@conea/platform';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { createAccountMails } from '../src/domain/account-mails.ts';
import { dataExportLimits } from '../src/domain/data-export.ts';
import type { Mail } from '../src/domain/mail.ts';
import type { PersonalData } from '../src/domain/personal-data.ts';
import { askDomains, startDataExports, takePage, type CollectingParts } from '../src/jobs/collect-data-exports.ts';
import { endDataExports } from '../src/jobs/end-data-exports.ts';
import { createLinkedIdentityStore } from '../src/store/linked-identity-store.ts';
import { createPersonalDataSources } from '../src/store/personal-data-sources.ts';
import { purgeAccount } from '../src/store/purge-store.ts';
import { createUserStore } from '../src/store/user-store.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { dataExportsOf } from './support/data-exports.ts';
import {
  aClock,
  identityMigrations,
  openPersonalData,
  startIdentity,
  type IdentityServer,
} from './support/identity-server.ts';

let db: TestDatabase;
let logs: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
let copies: ReturnType<typeof dataExportsOf>;
let eventLog: EventLog;
let parts: CollectingParts;
let personal: PersonalData;
const sent: Mail[] = [];
// Domains go by their own clocks, which are those of the machine.
const clock = aClock(new Date());
const [day, hour] = [86_400, 3_600];

beforeAll(async () => {
  [db, logs] = await Promise.all([createTestDatabase(identityMigrations), createTestDatabase([eventLogMigrations])]);
  const mail = { send: async (_: unknown, one: Mail) => void sent.push(one) };
  server = await startIdentity(db.served, clock.read, { mail });
  accounts = accountsOf(server);
  copies = dataExportsOf(server);
  personal = await openPersonalData(db.served);
  parts = {
    ...{
      database: db.served,
      users: createUserStore(db.served, personal),
      mail,
      clock: clock.read,
      log: silentLog,
      pause: 50,
    },
    ...{ mails: createAccountMails('https://app.example.com/'), dataExportLimits },
    get eventLog() {
      return eventLog;
    },
  };
});
afterAll(async () => {
  await server.stop();
  await Promise.all([db.drop(), logs.drop()]);
});
beforeEach(async () => {
  await logs.database.execute(sql`truncate streams, events, consumer_groups, dead_letters`);
  eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
});
const collecting: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(collecting.splice(0).map((one) => one.stop()));
  await eventLog.close();
});

const others = ['integration', 'ai', 'data', 'analytics'] as const;
const collect = (over: Partial<CollectingParts> = {}) => void collecting.push(startDataExports({ ...parts, ...over }));

/** Identity as it is, and other domains that hold two notes about everybody. */
function answerFrom(...domains: readonly string[]): Consumer[] {
  const { users } = parts;
  const own = createPersonalDataSources({ users, linkedIdentities: createLinkedIdentityStore(db.served, personal) });
  return domains.map((domain) =>
    startPersonalData({
      ...{ database: db.served, eventLog, domain, limits: { pageBytes: 500, batchSize: 50 } },
      bind: (personId) => db.served.bind({ personId }),
      sources: domain === 'identity' ? own : [notes(domain)],
    }),
  );
}
const notes = (domain: string): PersonalDataSource => ({
  kind: 'note',
  list: async (_, userId, after) =>
    ['1', '2']
      .filter((id) => id > after)
      .map((id) => ({ cursor: id, record: { text: `${domain} ${id} of ${userId}` } })),
});

async function ask(caller: Caller): Promise<string> {
  const { dataExport } = await copies.request(caller);
  if (!dataExport) throw new Error('the request of the test was refused');
  return dataExport.id;
}
const latest = async (caller: Caller) => (await copies.list(caller))[0];
const untilReady = (caller: Caller) =>
  until('the copy is ready', async () => (await latest(caller))?.status === 'READY');
const statuses = async (caller: Caller) =>
  Object.fromEntries(((await latest(caller))?.domains ?? []).map(({ name, status }) => [name, status]));
const mailsTo = (address: string) =>
  sent.flatMap(({ to, subject }) => (to === address && subject.includes('copy') ? [subject] : []));

describe('a copy of one’s data', () => {
  it('has what every domain holds about the person, nothing of another one, and says what is in it', async () => {
    const [aiko, ben] = [await anAdmin(server), await anAdmin(server)];
    answerFrom('identity', ...others);
    collect();
    const id = await ask(aiko.caller);
    await untilReady(aiko.caller);
    const { text, lines, parts: count } = await copies.read(id, aiko.caller);
    expect(count).toBeGreaterThan(5);
    expect(lines[0]).toMatchObject({ kind: 'manifest', record: { exportId: id, userId: aiko.id } });
    expect(lines[0]?.record).toMatchObject({
      domains: [
        { domain: 'identity', recordCounts: { account: 1, membership: 1, session: 1, dataExport: 1 }, isCutOff: false },
        ...others.map((domain) => ({ domain, recordCounts: { note: 2 }, isCutOff: false })),
      ],
    });
    expect(lines.filter(({ kind }) => kind === 'note')).toHaveLength(8);
    const account = { email: aiko.email, name: 'Aiko', hasPassword: true };
    expect(lines.find(({ kind }) => kind === 'account')?.record).toMatchObject(account);
    for (const other of [ben.id, ben.email, ben.session.id, ben.organization.id]) expect(text).not.toContain(other);
    expect(text).not.toMatch(/argon2|conea_|PRIVATE/i);
    expect(await statuses(aiko.caller)).toEqual(
      Object.fromEntries(['identity', ...others].map((name) => [name, 'COMPLETE'])),
    );
  });

  it('is told by mail when it is asked for and when it is complete, without a link that opens it', async () => {
    const aiko = await anAdmin(server);
    answerFrom('identity', ...others);
    collect();
    const id = await ask(aiko.caller);
    expect(mailsTo(aiko.email)).toEqual(['A copy of your data was asked for']);
    await untilReady(aiko.caller);
    expect(mailsTo(aiko.email)).toEqual(['A copy of your data was asked for', 'The copy of your data is complete']);
    for (const { text } of sent.slice(-2)) expect(text).not.toMatch(new RegExp(`#|${id}`));
    const events = await db.database.many<{ type: string }>(
      sql`select type from outbox where subject = ${id} order by position`,
    );
    const types = ['data_export.requested', 'audit.recorded', 'data_export.completed'];
    expect(events.map(({ type }) => type)).toEqual(types.map((type) => `conea.identity.${type}`));
  });

  it('stands sealed in the database, and in the log', async () => {
    const aiko = await anAdmin(server);
    answerFrom('identity', ...others);
    collect();
    const id = await ask(aiko.caller);
    await untilReady(aiko.caller);
    const rows = await db.database.many(sql`
      select * from data_exports as export
      join data_export_domains as domain on domain.export_id = export.id
      join data_export_pages as page using (export_id, domain)
      where export.id = ${id}`);
    const events = await logs.database.many(sql`select event from events where stream = 'personal-data-pages'`);
    expect(rows.length).toBeGreaterThan(5);
    for (const stored of [JSON.stringify(rows), JSON.stringify(events)]) {
      expect(stored).not.toContain('note_');
      expect(stored).not.toContain(aiko.email);
      expect(stored).not.toContain('integration 1 of');
    }
  });
});

describe('asking for a copy', () => {
  it('needs a session that has proven itself within the hour, and so does reading it', async () => {
    const aiko = await anAdmin(server);
    answerFrom('identity', ...others);
    collect();
    const id = await ask(aiko.caller);
    await untilReady(aiko.caller);
    const key = { ...aiko.caller, user: aiko.caller.user && { ...aiko.caller.user, sessionId: newId('key') } };
    const impersonated = {
      ...aiko.caller,
      user: aiko.caller.user && { ...aiko.caller.user, impersonatorId: newId('usr') },
    };
    for (const caller of [key, impersonated]) {
      await expect(copies.request(caller)).rejects.toThrow('FORBIDDEN');
      await expect(copies.readPart(id, null, caller)).rejects.toThrow('FORBIDDEN');
      await expect(copies.list(caller)).rejects.toThrow('FORBIDDEN');
    }
    clock.advance(hour + 1);
    await expect(copies.request(aiko.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    await expect(copies.readPart(id, null, aiko.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    await accounts.reauthenticate(password, aiko.caller);
    expect(await copies.readPart(id, null, aiko.caller)).toMatchObject({ endCursor: '0' });
  });

  it('is for oneself: an admin sees and reads none of a member', async () => {
    const admin = await anAdmin(server);
    const email = anEmail();
    await accounts.createUser({ email }, admin.caller);
    const { session } = await accounts.signIn({ email, password });
    const member = callerOf(session?.accessToken ?? '');
    answerFrom('identity', ...others);
    collect();
    const id = await ask(member);
    await untilReady(member);
    expect(await copies.list(admin.caller)).toEqual([]);
    for (const after of [null, '0', '3']) expect(await copies.readPart(id, after, admin.caller)).toBeNull();
    const audits = await db.database.many<{ actor: string }>(sql`
      select data ->> 'actorId' as actor from outbox
      where data ->> 'action' = 'data_export.read' and data ->> 'resourceId' = ${id}`);
    expect(audits.map(({ actor }) => actor)).toEqual([admin.id, admin.id, admin.id]);
  });

  it('collects one at a time, whoever asks at the same time', async () => {
    const aiko = await anAdmin(server);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => copies.request(aiko.caller)));
    expect(outcomes.filter(({ dataExport }) => dataExport)).toHaveLength(1);
    expect(outcomes.flatMap(({ errors }) => errors.map(({ __typename }) => __typename))).toEqual(
      Array.from({ length: 4 }, () => 'DataExportPending'),
    );
    expect(await copies.list(aiko.caller)).toHaveLength(1);
  });

  it('answers the same copy to a request that is repeated', async () => {
    const aiko = await anAdmin(server);
    const first = await copies.request(aiko.caller, { idempotencyKey: 'one' });
    expect(await copies.request(aiko.caller, { idempotencyKey: 'one' })).toEqual(first);
    expect(mailsTo(aiko.email)).toHaveLength(1);
  });

  it('is limited in a day', async () => {
    const aiko = await anAdmin(server);
    answerFrom('identity', ...others);
    collect();
    for (let count = 0; count < dataExportLimits.perDay; count++) {
      await ask(aiko.caller);
      await untilReady(aiko.caller);
      clock.advance(60);
    }
    const { errors } = await copies.request(aiko.caller);
    expect(errors).toMatchObject([{ __typename: 'TooManyAttempts' }]);
    clock.advance(day);
    await accounts.reauthenticate(password, aiko.caller);
    expect((await copies.request(aiko.caller)).errors).toEqual([]);
  });
});

describe('a domain that does not answer', () => {
  it('is named as overdue, and the copy is complete when it is back', async () => {
    const aiko = await anAdmin(server);
    answerFrom('identity', 'integration', 'ai', 'analytics');
    collect();
    await ask(aiko.caller);
    await until(
      'the others are done',
      async () => Object.values(await statuses(aiko.caller)).filter((one) => one === 'COMPLETE').length === 4,
    );
    expect(await statuses(aiko.caller)).toMatchObject({ data: 'COLLECTING' });
    clock.advance(dataExportLimits.overdueMinutes * 60 + 1);
    expect(await statuses(aiko.caller)).toMatchObject({ data: 'OVERDUE', ai: 'COMPLETE' });
    expect(await copies.request(aiko.caller).catch(String)).toContain('STEP_UP_REQUIRED');
    answerFrom('data');
    await untilReady(aiko.caller);
  });

  it('is asked again less and less often, and holds nobody else up', async () => {
    const [aiko, ben] = [await anAdmin(server), await anAdmin(server)];
    await ask(aiko.caller);
    const asked = async () => {
      await askDomains(parts);
      const rows = await logs.database.many<{ id: string }>(sql`
        select event_id as id from events where stream = 'personal-data-requests' and event #>> '{data,userId}' = ${aiko.id}`);
      return rows.length / 5;
    };
    expect([await asked(), await asked()]).toEqual([1, 1]);
    clock.advance(31);
    expect([await asked(), await asked()]).toEqual([2, 2]);
    clock.advance(31);
    expect(await asked()).toBe(2);
    clock.advance(31);
    expect(await asked()).toBe(3);
    answerFrom('identity', ...others);
    collect();
    await ask(ben.caller);
    await Promise.all([untilReady(ben.caller), untilReady(aiko.caller)]);
  });
});

describe('what gets lost, repeated or late on its way', () => {
  it('is asked for again', async () => {
    const aiko = await anAdmin(server);
    await ask(aiko.caller);
    await askDomains(parts);
    // As when nobody could deliver it.
    await logs.database.execute(sql`truncate streams, events, consumer_groups`);
    answerFrom('identity', ...others);
    collect();
    clock.advance(31);
    await untilReady(aiko.caller);
  });

  it('is in the copy once', async () => {
    const aiko = await anAdmin(server);
    const exportId = await ask(aiko.caller);
    const page = (number: number, isLast = false) => ({
      ...{ exportId, domain: 'ai', page: number, next: isLast ? null : { kind: 'note', cursor: String(number) } },
      ...{ recordCounts: { note: 1 }, byteSize: 10, ephemeralKey: 'k', sealed: String(number) },
    });
    for (const one of [page(1), page(0), page(0), page(2, true), page(1), page(0)]) await takePage(parts, one);
    await takePage(parts, { ...page(0), exportId: newId('dex') });
    await takePage(parts, { ...page(0), domain: 'unknown' });
    expect((await latest(aiko.caller))?.domains[2]).toMatchObject({ name: 'ai', status: 'COLLECTING', recordCount: 2 });
    await takePage(parts, page(2, true));
    await takePage(parts, page(3));
    const rows = await db.database.many<{ sealed: string }>(
      sql`select sealed from data_export_pages where export_id = ${exportId} order by domain, page`,
    );
    expect(rows.map(({ sealed }) => sealed)).toEqual(['0', '1', '2']);
    expect((await latest(aiko.caller))?.domains[2]).toMatchObject({ status: 'COMPLETE', recordCount: 3 });
  });

  it('does not end a copy: the next process goes on where the last one was killed', async () => {
    const aiko = await anAdmin(server);
    const dying = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
    const first = startDataExports({
      ...parts,
      eventLog: { ...dying, append: () => Promise.reject(new Error('killed')) },
    });
    const answering = answerFrom('identity', ...others);
    await ask(aiko.caller);
    await until(
      'it was asked in vain',
      async () =>
        (await db.database.maybeOne(sql`select from data_export_domains where asked > 0 and completed_at is null`)) !==
        null,
    );
    await first.stop();
    await dying.close();
    await Promise.all(answering.map((one) => one.stop()));
    answerFrom('identity', ...others);
    collect();
    clock.advance(31);
    await untilReady(aiko.caller);
  });
});

describe('how much there is of a copy, and for how long', () => {
  it('is limited for each domain, and the copy says so', async () => {
    const aiko = await anAdmin(server);
    answerFrom('identity', ...others);
    collect({ dataExportLimits: { ...dataExportLimits, pages: 1 } });
    const id = await ask(aiko.caller);
    await untilReady(aiko.caller);
    const cutOff = (await latest(aiko.caller))?.domains.filter(({ isCutOff }) => isCutOff);
    expect(cutOff?.map(({ name }) => name)).toEqual(['identity']);
    expect((await copies.read(id, aiko.caller)).lines[0]?.record).toMatchObject({
      domains: [{ domain: 'identity', isCutOff: true }, ...others.map((domain) => ({ domain, isCutOff: false }))],
    });
  });

  it('ends after days: then nothing of it is left, with or without what opens it', async () => {
    const aiko = await anAdmin(server);
    answerFrom('identity', ...others);
    collect();
    const id = await ask(aiko.caller);
    await untilReady(aiko.caller);
    clock.advance(dataExportLimits.keptDays * day - 60);
    await accounts.reauthenticate(password, aiko.caller);
    expect(await copies.readPart(id, null, aiko.caller)).not.toBeNull();
    clock.advance(61);
    expect(await copies.readPart(id, null, aiko.caller)).toBeNull();
    expect(await endDataExports(db.served, clock.read())).toBeGreaterThan(0);
    expect(await latest(aiko.caller)).toMatchObject({ id, status: 'EXPIRED', domains: [] });
    const left = await db.database.one<{ count: number; hasKey: boolean }>(sql`
      select (select count(*) from data_export_pages where export_id = ${id}) as count, sealed_private_key is not null as "hasKey"
      from data_exports where id = ${id}`);
    expect(left).toEqual({ count: 0, hasKey: false });
    clock.advance(31 * day);
    await endDataExports(db.served, clock.read());
    expect(await db.database.maybeOne(sql`select from data_exports where id = ${id}`)).toBeNull();
  });

  it('ends with the account, and what comes late is not kept', async () => {
    const aiko = await anAdmin(server);
    const exportId = await ask(aiko.caller);
    await db.served.transaction((tx) => purgeAccount(tx, aiko.id));
    const page = {
      exportId,
      domain: 'ai',
      page: 0,
      next: null,
      recordCounts: {},
      byteSize: 1,
      ephemeralKey: 'k',
      sealed: 's',
    };
    await takePage(parts, page);
    expect(await db.database.maybeOne(sql`select from data_exports where id = ${exportId}`)).toBeNull();
  });

  it('does not keep the next one from being collected when no domain ever answered', async () => {
    const aiko = await anAdmin(server);
    const first = await ask(aiko.caller);
    clock.advance(30 * day + 1);
    const { session } = await accounts.signIn({ email: aiko.email, password });
    const caller = callerOf(session?.accessToken ?? '');
    const { dataExport } = await copies.request(caller);
    expect(dataExport?.id).not.toBe(first);
    expect((await copies.list(caller)).map(({ status }) => status)).toEqual(['COLLECTING', 'EXPIRED']);
  });
});

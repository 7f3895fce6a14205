import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createDataKeys,
  createDatabase,
  createSecretBox,
  eraseEverything,
  eraseRows,
  eventLogMigrations,
  findErased,
  newId,
  openEventLog,
  registerErasure,
  sql,
  startErasure,
  subgraphMigrations,
  type ConeaEvent,
  type Database,
  type ErasureStep,
  type EventLog,
} from '@conea/platform';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';

let test: TestDatabase;
let logs: TestDatabase;
let database: Database;
let eventLog: EventLog;

beforeAll(async () => {
  [test, logs] = await Promise.all([
    createTestDatabase([subgraphMigrations]),
    createTestDatabase([eventLogMigrations]),
  ]);
  database = createDatabase({ url: test.url, name: 'erasure', log: silentLog });
  eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
  await database.execute(sql`create table notes (user_id text not null, tenant_id text not null, text text not null)`);
});

afterAll(async () => {
  await eventLog.close();
  await database.close();
  await Promise.all([test.drop(), logs.drop()]);
});

const notes = eraseRows('notes', sql`notes`, {
  User: (id) => sql`user_id = ${id}`,
  Organization: (id) => sql`tenant_id = ${id}`,
});
const partsWith = (...steps: ErasureStep[]) => ({ database, domain: 'test', steps, log: silentLog, batchSize: 10 });

const write = (userId: string, tenantId: string, count: number) =>
  database.execute(sql`insert into notes select ${userId}, ${tenantId}, 'n' from generate_series(1, ${count})`);
const left = async (id: string) =>
  (await database.one<{ count: number }>(sql`select count(*) from notes where user_id = ${id} or tenant_id = ${id}`))
    .count;
const answers = (erasureId: string) =>
  test.database.many<{ tenant: string; data: object }>(sql`
    select tenant_id as tenant, data from outbox where subject = ${erasureId} order by position`);
const ask = (erasureId: string, type: 'User' | 'Organization', id: string) =>
  database.acrossTenants.transaction((tx) =>
    registerErasure(tx, { domain: 'test' }, { erasureId, subject: { type, id } }),
  );

const purged = (type: 'user' | 'organization', subject: string, erasureId: string): ConeaEvent => ({
  ...{ specversion: '1.0', id: newId('evt'), source: '/identity', type: `conea.identity.${type}.purged`, subject },
  ...{ time: new Date().toISOString(), datacontenttype: 'application/json', tenantid: 'org_platform' },
  data: { erasureId },
});

describe('an erasure', () => {
  it('takes what is somebody’s and nothing of others, and answers with numbers and reasons alone', async () => {
    const [user, other, tenant] = [newId('usr'), newId('usr'), newId('org')];
    await Promise.all([write(user, tenant, 25), write(other, tenant, 3)]);
    const id = newId('ers');
    await ask(id, 'User', user);
    const keeps = { User: { bills: 'a legal duty' }, Organization: { letters: 'a promise' } };
    await eraseEverything({ ...partsWith(notes), keeps });
    expect([await left(user), await left(other)]).toEqual([0, 3]);
    const data = { erasureId: id, domain: 'test', counts: { notes: 25 }, kept: keeps.User };
    expect(await answers(id)).toEqual([{ tenant: 'org_platform', data }]);
  });

  it('takes the keys of an organization with it', async () => {
    const [tenant, other] = [newId('org'), newId('org')];
    for (const owner of [tenant, other])
      await database.acrossTenants.execute(sql`
        insert into data_keys (id, tenant_id, wrapping_key_id, wrapped_key) values (${newId('dk')}, ${owner}, 'k', 'x')`);
    const id = newId('ers');
    await ask(id, 'Organization', tenant);
    await eraseEverything(partsWith(notes));
    const keys = await database.acrossTenants.many(sql`
      select tenant_id as tenant from data_keys where tenant_id = any(${[tenant, other]})`);
    expect(keys).toEqual([{ tenant: other }]);
    expect(await answers(id)).toMatchObject([{ data: { counts: { dataKeys: 1 } } }]);
  });

  it('leaves what comes late nothing to be sealed under', async () => {
    const [tenant, other] = [newId('org'), newId('org')];
    const keys = () =>
      createDataKeys({ database, box: createSecretBox(() => [Buffer.alloc(32, 7)]), refresh: async () => undefined });
    for (const owner of [tenant, other]) await keys().current(owner);
    await ask(newId('ers'), 'Organization', tenant);
    await eraseEverything(partsWith(notes));
    await expect(keys().current(tenant)).rejects.toThrow('a tenant that was erased gets no data key');
    expect(await keys().current(other)).toMatchObject({ id: expect.stringMatching(/^dk_/) });
  });

  it('goes on where it broke off, and counts everything once', async () => {
    const user = newId('usr');
    await write(user, newId('org'), 35);
    const id = newId('ers');
    await ask(id, 'User', user);
    const over = new AbortController();
    let batches = 0;
    const dying: ErasureStep = {
      kind: 'notes',
      erase: async (...given) => {
        const count = await notes.erase(...given);
        if (++batches < 3) return count;
        over.abort();
        throw new Error('killed');
      },
    };
    await eraseEverything(partsWith(dying), over.signal);
    expect(await left(user)).toBe(15);
    expect(await answers(id)).toEqual([]);
    await Promise.all([eraseEverything(partsWith(notes)), eraseEverything(partsWith(notes))]);
    await eraseEverything(partsWith(notes));
    expect(await answers(id)).toMatchObject([{ data: { counts: { notes: 35 } } }]);
  });

  it('that fails does not hold up the others, and is tried again', async () => {
    const [bad, good] = [newId('usr'), newId('usr')];
    await Promise.all([write(bad, newId('org'), 1), write(good, newId('org'), 1)]);
    const [first, second] = [newId('ers'), newId('ers')];
    await ask(first, 'User', bad);
    await ask(second, 'User', good);
    const picky: ErasureStep = {
      kind: 'notes',
      erase: (tx, subject, limit) =>
        subject.id === bad ? Promise.reject(new Error('no')) : notes.erase(tx, subject, limit),
    };
    await eraseEverything(partsWith(picky));
    expect([await left(bad), await left(good)]).toEqual([1, 0]);
    await eraseEverything(partsWith(notes));
    expect(await left(bad)).toBe(0);
  });

  it('is known to whoever writes after it was asked for', async () => {
    const user = newId('usr');
    await ask(newId('ers'), 'User', user);
    const found = await database.forTenant(newId('org')).transaction((tx) => findErased(tx, [user, newId('usr')]));
    expect([...found]).toEqual([user]);
  });
});

describe('what identity has purged', () => {
  it('is erased once by all processes together, answered again when asked again, and known though it never had anything', async () => {
    const [user, stranger] = [newId('usr'), newId('usr')];
    await write(user, newId('org'), 12);
    const [one, two] = [newId('ers'), newId('ers')];
    const event = purged('user', user, one);
    const running = [1, 2].map(() => startErasure({ ...partsWith(notes), eventLog }));
    await eventLog.append('identity', [event, { ...event, id: newId('evt') }, purged('user', stranger, two)]);
    await until('both are answered', async () => (await answers(one)).length > 0 && (await answers(two)).length > 0);
    expect(await answers(two)).toMatchObject([{ data: { counts: {} } }]);
    const before = (await answers(one)).length;
    await eventLog.append('identity', [purged('user', user, one)]);
    await until('it is answered again', async () => (await answers(one)).length > before);
    for (const answer of await answers(one)) expect(answer).toMatchObject({ data: { counts: { notes: 12 } } });
    await Promise.all(running.map((erasure) => erasure.stop()));
  });
});

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics, newId, sql } from '@conea/platform';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { startProcess } from '../../../test/support/processes.ts';
import { until } from '../../../test/support/until.ts';
import { startSealingPersonalData } from '../src/jobs/seal-personal-data.ts';
import { rotateBlindIndex } from '../src/jobs/rotate-blind-index.ts';
import { publishIndexKey } from '../src/store/blind-index.ts';
import { createUserStore } from '../src/store/user-store.ts';
import { destroyPersonKey } from '../src/store/person-keys.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aCode, startIdentityWithProviders, startProviders } from './support/identity-providers.ts';
import { aClock, createSeals, identityMigrations, openPersonalData, secretsKey } from './support/identity-server.ts';
import { invitationsOf } from './support/invitations.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let office: PostOffice;
let providers: Awaited<ReturnType<typeof startProviders>>;
let server: Awaited<ReturnType<typeof startIdentityWithProviders>>;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  office = await startPostOffice(db, clock.read);
  providers = await startProviders();
  server = await startIdentityWithProviders({ database: db.database, providers, clock: clock.read }, {}, office);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await office.stop();
  await providers.stop();
  await db.drop();
});

const taken = { session: null, user: null, errors: [expect.objectContaining({ __typename: 'EmailTaken' })] };

/** Every value of every table that can hold text, with the column it is in. */
async function allText() {
  const columns = await db.database.many<{ schema: string; table: string; column: string }>(sql`
    select table_schema as schema, table_name as table, column_name as column from information_schema.columns
    where table_schema in ('public', 'pgboss') and data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea')`);
  const client = await db.database.connect();
  try {
    const found: string[] = [];
    for (const { schema, table, column } of columns) {
      const text = `select distinct "${column}"::text as text from "${schema}"."${table}" where "${column}" is not null`;
      const { rows } = await client.query<{ text: string }>(text);
      found.push(...rows.map((row) => `${table}.${column}: ${row.text}`));
    }
    return found;
  } finally {
    client.release();
  }
}

/** The same text as bytea is shown. */
const hexOf = (text: string) => Buffer.from(text).toString('hex');

/** Users as they were kept before there were seals, with a password that nobody knows. */
async function clearUsers(count: number) {
  const { id } = await anAdmin(server);
  const { hash } = await db.database.one<{ hash: string }>(
    sql`select password_hash as hash from users where id = ${id}`,
  );
  const people = Array.from({ length: count }, () => ({ id: newId('usr'), email: anEmail() }));
  for (const one of people)
    await db.database.execute(sql`
      insert into users (id, email, email_key, name, password_hash, created_at)
      values (${one.id}, ${one.email}, ${one.email}, 'Canary Clear', ${hash}, now())`);
  return people;
}

const inClear = async () =>
  (
    await db.database.one<{ count: number }>(
      sql`select count(*) from users where email is not null or name is not null`,
    )
  ).count;
const versions = async () =>
  (await db.database.many<{ version: number }>(sql`select version from blind_index_keys order by version`)).map(
    ({ version }) => version,
  );

/** A pass of the job after another, in this process. */
async function aJob() {
  const seals = createSeals(db.database);
  const metrics = createMetrics('test');
  const stop = startSealingPersonalData({
    ...{ database: db.database.acrossTenants, personal: await openPersonalData(db.database, seals), seals },
    ...{ log: silentLog, metrics, interval: 20 },
  });
  return { stop, metrics };
}

/** Publishes the next key of blind indexes, which everybody has known for long. */
async function publishNext() {
  const next = Math.max(...(await versions())) + 1;
  await publishIndexKey(db.database, createSeals(db.database), next);
  await db.database.execute(sql`
    update blind_index_keys set published_at = published_at - interval '1 hour' where version = ${next}`);
  return next;
}

describe('addresses and names', () => {
  it('are in no table, job, event or answer that is kept, whatever people do', async () => {
    const mark = `canary${Date.now()}`;
    const at = (who: string) => `${who}.${mark}@example.com`;
    const idempotencyKey = newId('key');
    await accounts.signUp({ email: at('first'), name: `Name ${mark}`, idempotencyKey });
    await accounts.verifyEmail(await office.tokenTo(at('first'), 'verify-email'));
    const { session } = await accounts.signIn({ email: at('first'), password });
    const caller = callerOf(session?.accessToken ?? '');
    await accounts.signIn({ email: at('nobody'), password });
    await accounts.createUser({ email: at('second'), name: `Second ${mark}`, idempotencyKey }, caller);
    await invitationsOf(server).invite(at('invited'), caller, { idempotencyKey });
    await accounts.requestPasswordReset(at('second'));
    await accounts.requestPasswordReset(at('nobody'));
    await accounts.requestEmailChange({ email: at('changed'), password }, caller);
    await accounts.confirmEmailChange(await office.tokenTo(at('changed'), 'confirm-email-change'));
    await accounts.updateProfile(`Renamed ${mark}`, caller);
    const person = providers.google.people.put({ email: at('google'), name: at('google') });
    await accounts.signInWithProvider(await aCode(server.newBrowser(), 'google', person.sub));
    // One that never comes back stays on its way.
    await aCode(server.newBrowser(), 'google', providers.google.people.put({ email: at('left'), name: mark }).sub);
    await office.settle();
    const found = await allText();
    expect(found.length).toBeGreaterThan(50);
    expect(found.filter((text) => text.includes(mark) || text.includes(hexOf(mark)))).toEqual([]);
  });

  it('cannot be guessed from what a repeated request is known by', async () => {
    const { caller } = await anAdmin(server);
    const [email, idempotencyKey] = [anEmail(), newId('key')];
    const invite = (to: string) => invitationsOf(server).invite(to, caller, { idempotencyKey });
    const first = await invite(email);
    expect(await invite(email)).toEqual(first);
    await expect(invite(anEmail())).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    const { hash } = await db.database.one<{ hash: Buffer }>(sql`
      select input_hash as hash from idempotency_keys where key = ${idempotencyKey}`);
    const guesses = ['user', 'USER', 'admin', 'ADMIN', 'manager', 'MANAGER'].map((role) =>
      JSON.stringify({ email, role }),
    );
    expect(guesses.map((guess) => createHash('sha256').update(guess).digest())).not.toContainEqual(hash);
  });

  it('are read by those who may, as they were written', async () => {
    const email = `Mixed.Case-${newId('key')}@example.com`;
    const { user } = await accounts.signUp({ email, name: 'Åsa ✓' });
    expect(user).toMatchObject({ email, name: 'Åsa ✓' });
    expect((await accounts.signIn({ email: email.toUpperCase(), password })).errors).toEqual([]);
  });

  it('do not open in another row, with a bit flipped, or without the key of their person', async () => {
    const [one, other] = [await anAdmin(server), await anAdmin(server)];
    const users = createUserStore(db.database, await openPersonalData(db.database));
    const sealedOf = async (id: string) =>
      (await db.database.one<{ sealed: string }>(sql`select sealed_email as sealed from users where id = ${id}`))
        .sealed;
    const before = await sealedOf(one.id);
    const failing = async (sealed: string) => {
      await db.database.execute(sql`update users set sealed_email = ${sealed} where id = ${one.id}`);
      const error = await users.getAccount(one.id).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ name: 'EnvelopeError' });
      expect(String(error)).not.toContain('@');
    };
    await failing(await sealedOf(other.id));
    const [head = '', last = ''] = [before.slice(0, -30), before.slice(-30)];
    await failing(head + (last.startsWith('A') ? 'B' : 'A') + last.slice(1));
    await db.database.execute(sql`update users set sealed_email = ${before} where id = ${one.id}`);
    expect((await users.getAccount(one.id)).email.address).toBe(one.email);
    await db.database.acrossTenants.transaction((tx) => destroyPersonKey(tx, one.id));
    const afterwards = createUserStore(db.database, await openPersonalData(db.database));
    await expect(afterwards.getAccount(one.id)).rejects.toMatchObject({ name: 'EnvelopeError' });
    expect((await afterwards.getAccount(other.id)).email.address).toBe(other.email);
    await db.database.execute(sql`delete from users where id = ${one.id}`);
  });
});

describe('rows from before there were seals', () => {
  it('are found and their addresses taken, before they are sealed and after; a job that was killed is gone on with', async () => {
    const people = await clearUsers(230);
    const some = people.filter((_, index) => index % 40 === 0);
    const areKnown = async () => {
      for (const { email } of some) {
        expect(await accounts.signUp({ email: email.toUpperCase() })).toEqual(taken);
        const { errors } = await accounts.signIn({ email, password });
        expect(errors).not.toContainEqual(expect.objectContaining({ __typename: 'InvalidCredentials' }));
      }
    };
    await areKnown();

    const program = ['subgraphs/identity/test/support/sealing-process.ts'];
    const environment = { DATABASE_URL: db.url, SECRETS_KEY: secretsKey.toString('base64') };
    const killed = startProcess(program, environment);
    await until('it has begun', async () => (await sealedAddresses(people)) > 0);
    await killed.end('SIGKILL');
    expect(await inClear()).toBeGreaterThan(0);
    await areKnown();

    const second = startProcess(program, environment);
    await until('nothing is in clear', async () => (await inClear()) === 0, 40_000);
    await second.end('SIGTERM');
    expect(killed.output() + second.output()).not.toContain('@example.com');
    await areKnown();
    const users = createUserStore(db.database, await openPersonalData(db.database));
    for (const { id, email } of some)
      expect(await users.getAccount(id)).toMatchObject({ email: { address: email }, name: 'Canary Clear' });
  });

  it('are left where they are, and counted, when they cannot be sealed', async () => {
    const { id } = await anAdmin(server);
    const sealed = await db.database.one<{ sealed: string }>(
      sql`select sealed_email as sealed from users where id = ${id}`,
    );
    await db.database.execute(sql`update users set sealed_email = 'v2.broken', email_index = '0.old' where id = ${id}`);
    await publishNext();
    const { stop, metrics } = await aJob();
    await until('it is counted', async () =>
      /identity_personal_values_moved_total\{column="users.sealed_email",result="failure"/.test(
        await metrics.metrics(),
      ),
    );
    await stop();
    // What is found by it stays as it is, so no key ends.
    expect((await versions()).length).toBeGreaterThan(1);
    await db.database.execute(sql`update users set sealed_email = ${sealed.sealed} where id = ${id}`);
  });
});

describe('a new key of the blind index', () => {
  it('is not written under until everybody has known it for two minutes', async () => {
    const next = Math.max(...(await versions())) + 1;
    await publishIndexKey(db.database, createSeals(db.database), next);
    const { id, email } = await anAdmin(server);
    const { index } = await db.database.one<{ index: string }>(
      sql`select email_index as index from users where id = ${id}`,
    );
    expect(index.startsWith(`${next}.`)).toBe(false);
    expect((await accounts.signIn({ email, password })).errors).toEqual([]);
    await db.database.execute(sql`
      update blind_index_keys set published_at = published_at - interval '1 hour' where version = ${next}`);
    const later = await anAdmin(server);
    const row = await db.database.one<{ index: string }>(sql`
      select email_index as index from users where id = ${later.id}`);
    expect(row.index.startsWith(`${next}.`)).toBe(true);
  });

  it('lets one of twenty that sign up with an address have it, while the job hashes anew; then the old key ends', async () => {
    const known = await Promise.all(Array.from({ length: 20 }, () => anAdmin(server)));
    const next = await publishNext();
    const { stop } = await aJob();
    const emails = Array.from({ length: 5 }, anEmail);
    const answers = await Promise.all(
      emails.flatMap((email) => Array.from({ length: 4 }, () => accounts.signUp({ email }))),
    );
    expect(answers.filter(({ user }) => user !== null)).toHaveLength(emails.length);
    for (const { email } of known) {
      expect(await accounts.signUp({ email })).toEqual(taken);
      expect((await accounts.signIn({ email, password })).errors).toEqual([]);
    }
    await until('the old keys are gone', async () => (await versions()).join() === String(next));
    await stop();
    for (const { email } of known) {
      expect(await accounts.signUp({ email })).toEqual(taken);
      expect((await accounts.signIn({ email, password })).errors).toEqual([]);
    }
  });

  it('is audited when it is published, refused or retired', async () => {
    const seals = createSeals(db.database);
    const [before = 0] = await versions();
    const next = await rotateBlindIndex(db.database, seals);
    expect(next).toBe(before + 1);
    expect(await rotateBlindIndex(db.database, seals)).toBeNull();
    await db.database.execute(sql`
      update blind_index_keys set published_at = published_at - interval '1 hour' where version = ${next}`);
    const { stop } = await aJob();
    await until('the old key is gone', async () => (await versions()).join() === String(next));
    await stop();
    const audited = await db.database.many(sql`
      select data ->> 'action' as action, data ->> 'resourceId' as id, data ->> 'result' as result from outbox
      where data ->> 'action' like 'blind_index_key.%' and tenant_id = 'org_platform' order by position desc limit 3`);
    expect(audited).toEqual([
      { action: 'blind_index_key.retire', id: String(before), result: 'success' },
      { action: 'blind_index_key.publish', id: null, result: 'failure' },
      { action: 'blind_index_key.publish', id: String(next), result: 'success' },
    ]);
  });
});

async function sealedAddresses(people: readonly { id: string }[]) {
  const ids = people.map(({ id }) => id);
  const { count } = await db.database.one<{ count: number }>(sql`
    select count(*) from users where id = any(${ids}) and sealed_email is not null`);
  return count;
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { decodeJwt } from 'jose';
import { createPasswordHasher } from '../src/domain/password-hasher.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { codeAt } from './support/authenticator-app.ts';
import { secondFactorsOf } from './support/second-factors.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';

let db: TestDatabase;
let server: IdentityServer;
let clock: ReturnType<typeof aClock>;
let accounts: ReturnType<typeof accountsOf>;

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  clock = aClock();
  server = await startIdentity(db.served, clock.read);
  accounts = accountsOf(server);
});

afterAll(async () => {
  await server.stop();
  await db.drop();
});

const anError = (name: string, path: string[] | null = null) => expect.objectContaining({ __typename: name, path });
const refusedWith = (...errors: unknown[]) => ({ session: null, user: null, errors });

function eventsOf(subject: string) {
  return db.database.many<{
    type: string;
    tenant: string;
    data: { action?: string; result?: string; actorId?: string };
  }>(sql`select type, tenant_id as tenant, data from outbox where subject = ${subject} order by position`);
}

function countOf(table: 'users' | 'organizations' | 'sessions') {
  const statements = {
    users: sql`select count(*) from users`,
    organizations: sql`select count(*) from organizations`,
    sessions: sql`select count(*) from sessions`,
  };
  return db.database.one<{ count: number }>(statements[table]).then(({ count }) => count);
}

/** As many wrong passwords as are free, from one network. */
async function failOften(email: string, ip: string) {
  const caller = aCaller({ ip });
  for (let attempt = 0; attempt < 10; attempt++) await accounts.signIn({ email, password: 'wrong' }, caller);
}

describe('signing up', () => {
  it('refuses a taken address as data and leaves nothing behind', async () => {
    const { email } = await anAdmin(server);
    const organizations = await countOf('organizations');
    for (const spelling of [email, email.toUpperCase(), ` ${email} `, email.replace('@', '＠')]) {
      expect(await accounts.signUp({ email: spelling })).toEqual(
        refusedWith(anError('EmailTaken', ['input', 'email'])),
      );
    }
    expect(await countOf('organizations')).toBe(organizations);
  });

  it.each(['role', 'organizationId', 'id', 'emailVerifiedAt'])(
    'takes from who signs up neither a role nor anything else that is not theirs to say: %s',
    async (member) => {
      const users = await countOf('users');
      await expect(accounts.signUp(Object.fromEntries([[member, 'ADMIN']]))).rejects.toThrow(/BAD_USER_INPUT/);
      expect(await countOf('users')).toBe(users);
    },
  );

  it('names everything that is wrong with the input at once', async () => {
    const input = { email: 'nobody', name: ' ', organizationName: 'a\nb', password: 'password1234' };
    expect(await accounts.signUp(input)).toEqual(
      refusedWith(
        anError('InvalidInput', ['input', 'email']),
        anError('InvalidInput', ['input', 'name']),
        anError('InvalidInput', ['input', 'organizationName']),
        anError('WeakPassword', ['input', 'password']),
      ),
    );
  });

  it('creates one account when the same address signs up twice at the same time', async () => {
    const email = anEmail();
    const answers = await Promise.all(Array.from({ length: 10 }, () => accounts.signUp({ email })));
    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors).map(({ __typename }) => __typename)).toEqual(
      Array.from({ length: 9 }, () => 'EmailTaken'),
    );
  });

  it('answers a repeated idempotency key with the same account, session and refresh token', async () => {
    const input = { email: anEmail(), idempotencyKey: anEmail() };
    const [first, second] = [await accounts.signUp(input), await accounts.signUp(input)];
    expect(second.user).toEqual(first.user);
    expect(second.session?.refreshToken).toBe(first.session?.refreshToken);
    expect(first.errors).toEqual([]);
  });

  it.each(['', 'a'.repeat(256), 'a\0b'])('refuses the idempotency key %j', async (idempotencyKey) => {
    await expect(accounts.signUp({ idempotencyKey })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('does not answer a repeated idempotency key to who has another password', async () => {
    const input = { email: anEmail(), idempotencyKey: anEmail() };
    await accounts.signUp(input);
    await expect(accounts.signUp({ ...input, password: 'another long enough phrase' })).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('gives no tokens to a repeated idempotency key once a second factor is asked for', async () => {
    const input = { email: anEmail(), idempotencyKey: anEmail() };
    const { session } = await accounts.signUp(input);
    const caller = callerOf(session?.accessToken ?? '');
    const { secret } = await secondFactorsOf(server).enrolTotp({}, caller);
    await secondFactorsOf(server).confirmTotp({ code: codeAt(secret ?? '', clock.read()) }, caller);
    expect(await accounts.signUp(input)).toMatchObject({ session: null, user: { email: input.email }, errors: [] });
    const { session: next } = await accounts.refresh(session?.refreshToken ?? '');
    expect(decodeJwt(next?.accessToken ?? '')).toMatchObject({ acr: 'aal2' });
  });

  it('gives no tokens to a repeated idempotency key whose session has ended', async () => {
    const input = { email: anEmail(), idempotencyKey: anEmail() };
    const { session } = await accounts.signUp(input);
    await server.request('mutation { signOut { sessionId } }', {}, callerOf(session?.accessToken ?? ''));
    expect(await accounts.signUp(input)).toMatchObject({ session: null, user: { name: 'Aiko' }, errors: [] });
  });

  it('keeps neither the password nor a fast hash of it', async () => {
    const input = { email: anEmail(), idempotencyKey: anEmail(), password: 'unmistakable phrase 4711' };
    const { user } = await accounts.signUp(input);
    const rows = await db.database.many<{ text: string }>(sql`
      select row_to_json(users)::text as text from users union all select row_to_json(outbox)::text from outbox
      union all select row_to_json(idempotency_keys)::text from idempotency_keys`);
    expect(rows.map(({ text }) => text).join()).not.toContain('unmistakable');
    const { hash } = await db.database.one<{ hash: string }>(
      sql`select password_hash as hash from users where id = ${user?.id}`,
    );
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
  });

  it('makes the first user an admin, and says so without personal data in its events', async () => {
    const { id, email, role, permissions, organization } = await anAdmin(server);
    expect({ role, permissions }).toEqual({ role: 'ADMIN', permissions: ['*'] });
    const events = [...(await eventsOf(organization.id)), ...(await eventsOf(id))];
    expect(events.map(({ type }) => type)).toEqual([
      'conea.identity.organization.created',
      'conea.identity.user.signed_up',
      'conea.identity.user.signed_in',
      'conea.identity.audit.recorded',
    ]);
    expect(events.every(({ tenant }) => tenant === organization.id)).toBe(true);
    expect(JSON.stringify(events)).not.toContain(email);
  });
});

describe('signing in', () => {
  it('answers alike to a wrong password, an unknown address and a malformed one', async () => {
    const { email } = await anAdmin(server);
    const wrong = await accounts.signIn({ email, password: 'not the right phrase' });
    expect(wrong).toEqual(refusedWith(anError('InvalidCredentials')));
    expect(await accounts.signIn({ email: anEmail(), password })).toEqual(wrong);
    expect(await accounts.signIn({ email: 'no address \0', password: '' })).toEqual(wrong);
  });

  it('records a failure in the trail of the organization whose user it named', async () => {
    const { id, email, organization } = await anAdmin(server);
    await accounts.signIn({ email, password: 'not the right phrase' });
    const { tenant, data } = (await eventsOf(id)).at(-1) ?? {};
    expect({ tenant, data }).toMatchObject({
      tenant: organization.id,
      data: { action: 'user.sign_in', result: 'failure' },
    });
  });

  it('slows down after ten failures, for a known address like for an unknown one', async () => {
    const { email } = await anAdmin(server);
    for (const [address, ip] of [
      [email, '198.51.100.1'],
      [anEmail(), '198.51.101.1'],
    ] as const) {
      await failOften(address, ip);
      const { errors } = await accounts.signIn({ email: address, password }, aCaller({ ip }));
      expect(errors).toEqual([anError('TooManyAttempts')]);
    }
  });

  it('lets the owner in from another network, and after the wait from the same one', async () => {
    const { email } = await anAdmin(server);
    await failOften(email, '198.51.102.1');
    expect((await accounts.signIn({ email, password }, aCaller({ ip: '192.0.2.1' }))).errors).toEqual([]);
    const neighbour = aCaller({ ip: '198.51.102.77' });
    expect((await accounts.signIn({ email, password }, neighbour)).errors).toEqual([anError('TooManyAttempts')]);
    clock.advance(1);
    expect((await accounts.signIn({ email, password }, neighbour)).errors).toEqual([]);
  });

  it('begins to count anew after the right password', async () => {
    const { email } = await anAdmin(server);
    const caller = aCaller({ ip: '198.51.104.1' });
    for (let attempt = 0; attempt < 20; attempt++) {
      const isRight = attempt % 9 === 8;
      const { errors } = await accounts.signIn({ email, password: isRight ? password : 'wrong' }, caller);
      expect(errors).toEqual(isRight ? [] : [anError('InvalidCredentials')]);
    }
  });

  it('counts guesses that are made at the same time', async () => {
    const { email } = await anAdmin(server);
    const caller = aCaller({ ip: '198.51.103.1' });
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => accounts.signIn({ email, password: 'wrong' }, caller)),
    );
    const names = answers.map(({ errors }) => errors[0]?.__typename);
    expect(names.filter((name) => name === 'InvalidCredentials')).toHaveLength(10);
    expect(names.filter((name) => name === 'TooManyAttempts')).toHaveLength(20);
  });

  it('gives each sign-in a session of its own', async () => {
    const { email, session } = await anAdmin(server);
    const { session: other } = await accounts.signIn({ email: email.toUpperCase(), password });
    expect(other?.id).not.toBe(session.id);
  });

  it('hashes the password again when the cost has changed', async () => {
    const { id, email } = await anAdmin(server);
    const old = await hashOf(id);
    await db.database.execute(sql`update users set password_hash = ${await hashWithOldCost()} where id = ${id}`);
    expect((await accounts.signIn({ email, password })).errors).toEqual([]);
    expect(await hashOf(id)).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect(await hashOf(id)).not.toBe(old);
  });
});

describe('changing one’s name', () => {
  it('refuses what is no name, and whoever has no session', async () => {
    const { caller } = await anAdmin(server);
    for (const name of [' ', 'a\nb', 'a'.repeat(101)])
      expect(await accounts.updateProfile(name, caller)).toEqual({
        user: null,
        errors: [anError('InvalidInput', ['input', 'name'])],
      });
    const key = { ...caller, user: caller.user && { ...caller.user, sessionId: `key_${'0'.repeat(32)}` } };
    await expect(accounts.updateProfile('Chie', key)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.updateProfile('Chie', aCaller())).rejects.toThrow('UNAUTHENTICATED');
  });

  it('is seen at once, and is in the trail without the name', async () => {
    const { id, caller } = await anAdmin(server);
    expect(await accounts.updateProfile(' Chie ', caller)).toMatchObject({ user: { id, name: 'Chie' }, errors: [] });
    const events = (await eventsOf(id)).slice(-2);
    expect(events.map(({ type }) => type)).toEqual(['conea.identity.user.renamed', 'conea.identity.audit.recorded']);
    expect(JSON.stringify(events)).not.toContain('Chie');
  });
});

describe('signing out', () => {
  it('is refused without a session', async () => {
    const { errors } = await server.request('mutation { signOut { sessionId } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  it('ends the refresh token, and may be repeated', async () => {
    const { session, caller } = await anAdmin(server);
    for (let time = 0; time < 2; time++) {
      const { data } = await server.request('mutation { signOut { sessionId } }', {}, caller);
      expect(data).toEqual({ signOut: { sessionId: session.id } });
    }
    expect((await accounts.refresh(session.refreshToken)).errors).toEqual([anError('SessionEnded')]);
    const events = await eventsOf(session.id);
    expect(events.filter(({ type }) => type === 'conea.identity.session.revoked')).toHaveLength(1);
  });
});

function hashWithOldCost(): Promise<string> {
  const cost = { memory: 32, passes: 1, parallelism: 1 };
  return createPasswordHasher({ concurrency: 1, maxWaiting: 0 }, cost).hash(password);
}

async function hashOf(id: string): Promise<string> {
  const row = await db.database.one<{ hash: string }>(sql`select password_hash as hash from users where id = ${id}`);
  return row.hash;
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aClock, identityMigrations } from './support/identity-server.ts';
import {
  aCode,
  aVerifier,
  startIdentityWithProviders,
  startProviders,
  travel,
  type IdentityWithProviders,
  type Providers,
} from './support/identity-providers.ts';

let db: TestDatabase;
let providers: Providers;
let server: IdentityWithProviders;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  providers = await startProviders();
  server = await startIdentityWithProviders({ database: db.served, providers, clock: clock.read });
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await providers.stop();
  await db.drop();
});

const aGoogler = () => providers.google.people.put({ email: anEmail() }).sub;

/** Begins a link and comes back from Google; answers what the app confirms it with. */
async function beginLink(caller: Caller, personId: string) {
  const { codeVerifier, codeChallenge } = aVerifier();
  const { url, errors } = await accounts.linkIdentity({ provider: 'GOOGLE', codeChallenge, next: '/settings' }, caller);
  expect(errors).toEqual([]);
  return { url: url ?? '', codeVerifier, ...(await travel(server.newBrowser(), url ?? '', personId)) };
}

async function link(caller: Caller, personId: string) {
  const { value: code, codeVerifier } = await beginLink(caller, personId);
  return accounts.confirmIdentityLink({ code, codeVerifier }, caller);
}

async function signInWithGoogle(personId: string) {
  const { session, user } = await accounts.signInWithProvider(await aCode(server.newBrowser(), 'google', personId));
  if (!session || !user) throw new Error('the sign-in of the test was refused');
  return { ...user, session, caller: callerOf(session.accessToken) };
}

const shape = z.object({ viewer: z.object({ linkedIdentities: z.array(z.object({ id: z.string() })).nullable() }) });
async function identitiesOf(caller: Caller): Promise<string[]> {
  const { data } = await server.request('{ viewer { linkedIdentities { id } } }', {}, caller);
  return (shape.parse(data).viewer.linkedIdentities ?? []).map(({ id }) => id);
}

const byKey = (caller: Caller) => ({
  ...caller,
  user: caller.user && { ...caller.user, sessionId: `key_${'0'.repeat(32)}` },
});
const failing = (name: string) => ({ user: null, errors: [expect.objectContaining({ __typename: name })] });
const isAlive = async (refreshToken: string) => (await accounts.refresh(refreshToken)).session !== null;

describe('a link', () => {
  it('lets its owner sign in, whatever address the provider knows', async () => {
    const [admin, person] = [await anAdmin(server), aGoogler()];
    const { page, name } = await beginLink(admin.caller, person);
    expect([page, name]).toEqual(['/settings', 'link-identity']);
    expect(await link(admin.caller, person)).toMatchObject({ user: { id: admin.id }, errors: [] });
    expect((await signInWithGoogle(person)).id).toBe(admin.id);
  });

  it('may be made twice, and is one', async () => {
    const [admin, person] = [await anAdmin(server), aGoogler()];
    await link(admin.caller, person);
    expect(await link(admin.caller, person)).toMatchObject({ errors: [] });
    expect(await identitiesOf(admin.caller)).toHaveLength(1);
  });

  it('ends the other sessions of its owner', async () => {
    const admin = await anAdmin(server);
    const { session } = await accounts.signIn({ email: admin.email, password });
    await link(admin.caller, aGoogler());
    expect(await isAlive(session?.refreshToken ?? '')).toBe(false);
    expect(await isAlive(admin.session.refreshToken)).toBe(true);
  });

  it('belongs to one account: another one is refused', async () => {
    const [first, second, person] = [await anAdmin(server), await anAdmin(server), aGoogler()];
    await link(first.caller, person);
    expect(await link(second.caller, person)).toEqual(failing('IdentityTaken'));
    expect((await signInWithGoogle(person)).id).toBe(first.id);
  });

  it('belongs to one of two accounts that ask for it at the same time', async () => {
    const [one, other, person] = [await anAdmin(server), await anAdmin(server), aGoogler()];
    const begun = [
      { caller: one.caller, ...(await beginLink(one.caller, person)) },
      { caller: other.caller, ...(await beginLink(other.caller, person)) },
    ];
    const outcomes = await Promise.all(
      begun.map(({ caller, value: code, codeVerifier }) =>
        accounts.confirmIdentityLink({ code, codeVerifier }, caller),
      ),
    );
    expect(outcomes.filter(({ user }) => user !== null)).toHaveLength(1);
    expect(outcomes.filter(({ user }) => user === null)).toEqual([failing('IdentityTaken')]);
  });

  it('or a new account is made of an identity, when both are tried at the same time', async () => {
    const [admin, person] = [await anAdmin(server), aGoogler()];
    const { value: code, codeVerifier } = await beginLink(admin.caller, person);
    const exchange = await aCode(server.newBrowser(), 'google', person);
    const [linked, signedIn] = await Promise.all([
      accounts.confirmIdentityLink({ code, codeVerifier }, admin.caller),
      accounts.signInWithProvider(exchange),
    ]);
    const owner = linked.user?.id ?? signedIn.user?.id;
    expect((await signInWithGoogle(person)).id).toBe(owner);
    expect(linked.user !== null || linked.errors[0]?.__typename === 'IdentityTaken').toBe(true);
  });

  it('is confirmed in the session that began it, by the page that began it, once', async () => {
    const [admin, attacker, person] = [await anAdmin(server), await anAdmin(server), aGoogler()];
    // A victim who follows the address of an attacker has no session of theirs; nor has the attacker the code.
    const sent = await beginLink(attacker.caller, person);
    const confirm = (caller: Caller, { value: code, codeVerifier }: typeof sent) =>
      accounts.confirmIdentityLink({ code, codeVerifier }, caller);
    expect(await confirm(admin.caller, sent)).toEqual(failing('InvalidToken'));
    expect(await confirm(attacker.caller, sent)).toEqual(failing('InvalidToken'));
    const again = await accounts.signIn({ email: admin.email, password });
    const ofOther = await beginLink(admin.caller, person);
    expect(await confirm(callerOf(again.session?.accessToken ?? ''), ofOther)).toEqual(failing('InvalidToken'));
    const guessed = await beginLink(admin.caller, person);
    expect(await confirm(admin.caller, { ...guessed, ...aVerifier() })).toEqual(failing('InvalidToken'));
    const own = await beginLink(admin.caller, person);
    expect((await confirm(admin.caller, own)).errors).toEqual([]);
    expect(await confirm(admin.caller, own)).toEqual(failing('InvalidToken'));
  });

  it('is no sign-in, and a sign-in is no link', async () => {
    const [admin, person] = [await anAdmin(server), aGoogler()];
    const { value: code, codeVerifier } = await beginLink(admin.caller, person);
    expect((await accounts.signInWithProvider({ code, codeVerifier })).session).toBeNull();
    const exchange = await aCode(server.newBrowser(), 'google', person);
    expect(await accounts.confirmIdentityLink(exchange, admin.caller)).toEqual(failing('InvalidToken'));
    expect(await identitiesOf(admin.caller)).toEqual([]);
  });

  it('is begun by one browser, within five minutes, at the provider it was asked for', async () => {
    const admin = await anAdmin(server);
    const begin = async () => {
      const { codeChallenge } = aVerifier();
      return (await accounts.linkIdentity({ provider: 'GOOGLE', codeChallenge }, admin.caller)).url ?? '';
    };
    const [once, late, elsewhere] = [await begin(), await begin(), await begin()];
    expect((await server.newBrowser().open(once)).status).toBe(302);
    expect((await server.newBrowser().open(once)).status).toBe(400);
    expect((await server.newBrowser().open(elsewhere.replace('/google/', '/github/'))).status).toBe(400);
    clock.advance(300);
    expect((await server.newBrowser().open(late)).status).toBe(400);
  });

  it('asks for what there is', async () => {
    const { caller } = await anAdmin(server);
    const { codeChallenge } = aVerifier();
    const ask = (input: object) => accounts.linkIdentity({ provider: 'GOOGLE', codeChallenge, ...input }, caller);
    const invalid = (field: string) => ({
      url: null,
      errors: [expect.objectContaining({ __typename: 'InvalidInput', path: ['input', field] })],
    });
    expect(await ask({ next: 'https://evil.example/' })).toEqual(invalid('next'));
    expect(await ask({ codeChallenge: 'plain' })).toEqual(invalid('codeChallenge'));
  });

  it('is one of twenty at most', async () => {
    const admin = await anAdmin(server);
    await db.database.execute(sql`
      insert into linked_identities (id, user_id, provider, issuer, subject, created_at)
      select 'idn_' || lpad(n::text, 32, '0'), ${admin.id}, 'google', 'https://issuer.example', ${admin.id} || n, now() from generate_series(1, 20) n`);
    expect(await link(admin.caller, aGoogler())).toEqual(failing('InvalidInput'));
  });
});

describe('taking a link off', () => {
  it('ends it, and the other sessions of its owner', async () => {
    const [admin, person] = [await anAdmin(server), aGoogler()];
    await link(admin.caller, person);
    const other = await signInWithGoogle(person);
    const [id = ''] = await identitiesOf(admin.caller);
    expect(await accounts.unlinkIdentity(id, admin.caller)).toMatchObject({ user: { id: admin.id }, errors: [] });
    expect(await isAlive(other.session.refreshToken)).toBe(false);
    expect(await isAlive(admin.session.refreshToken)).toBe(true);
    expect((await signInWithGoogle(person)).id).not.toBe(admin.id);
  });

  it('never takes the last way to sign in', async () => {
    const person = await signInWithGoogle(aGoogler());
    const [id = ''] = await identitiesOf(person.caller);
    expect(await accounts.unlinkIdentity(id, person.caller)).toEqual(failing('LastSignInMethod'));
    expect(await identitiesOf(person.caller)).toEqual([id]);
  });

  it('never takes the last way to sign in, though all are taken off at the same time', async () => {
    const person = await signInWithGoogle(aGoogler());
    for (let more = 0; more < 3; more++) await link(person.caller, aGoogler());
    const ids = await identitiesOf(person.caller);
    expect(ids).toHaveLength(4);
    const outcomes = await Promise.all(ids.map((id) => accounts.unlinkIdentity(id, person.caller)));
    expect(outcomes.filter(({ errors }) => errors.length === 0)).toHaveLength(3);
    expect(await identitiesOf(person.caller)).toHaveLength(1);
  });

  it('is for its owner', async () => {
    const [admin, other] = [await anAdmin(server), await anAdmin(server)];
    await link(admin.caller, aGoogler());
    const [id = ''] = await identitiesOf(admin.caller);
    for (const stranger of [id, 'idn_none', 'usr_1'])
      expect(await accounts.unlinkIdentity(stranger, other.caller)).toEqual(failing('NotFound'));
    expect(await identitiesOf(other.caller)).toEqual([]);
    expect(await identitiesOf(admin.caller)).toEqual([id]);
  });
});

describe('a change of how one signs in', () => {
  it('needs a proof within the hour', async () => {
    const [admin, person] = [await anAdmin(server), aGoogler()];
    const { value: code, codeVerifier } = await beginLink(admin.caller, person);
    clock.advance(30);
    await db.database.execute(
      sql`update sessions set authenticated_at = ${new Date(clock.read().getTime() - 3_600_001)} where id = ${admin.session.id}`,
    );
    const { codeChallenge } = aVerifier();
    await expect(accounts.linkIdentity({ provider: 'GOOGLE', codeChallenge }, admin.caller)).rejects.toThrow(
      'STEP_UP_REQUIRED',
    );
    await expect(accounts.confirmIdentityLink({ code, codeVerifier }, admin.caller)).rejects.toThrow(
      'STEP_UP_REQUIRED',
    );
    await expect(accounts.unlinkIdentity('idn_1', admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    await accounts.reauthenticate(password, admin.caller);
    expect((await accounts.confirmIdentityLink({ code, codeVerifier }, admin.caller)).errors).toEqual([]);
  });

  it('is not for an API key', async () => {
    const admin = await anAdmin(server);
    await link(admin.caller, aGoogler());
    const key = byKey(admin.caller);
    const { codeChallenge, codeVerifier } = aVerifier();
    await expect(accounts.linkIdentity({ provider: 'GOOGLE', codeChallenge }, key)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.confirmIdentityLink({ code: 'x', codeVerifier }, key)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.unlinkIdentity('idn_1', key)).rejects.toThrow('FORBIDDEN');
    expect(await identitiesOf(key)).toEqual([]);
  });

  it('is in the trail, with its owner and the provider', async () => {
    const admin = await anAdmin(server);
    await link(admin.caller, aGoogler());
    const [id = ''] = await identitiesOf(admin.caller);
    await accounts.unlinkIdentity(id, admin.caller);
    const events = await db.database.many<{ type: string; data: object }>(sql`
      select type, data from outbox where subject = ${id} order by position`);
    expect(events.map(({ type }) => type.replace('conea.identity.', ''))).toEqual([
      'identity.linked',
      'audit.recorded',
      'identity.unlinked',
      'audit.recorded',
    ]);
    expect(events[0]?.data).toEqual({ userId: admin.id, provider: 'google' });
    expect(events[1]?.data).toMatchObject({ action: 'identity.link', actorId: admin.id, result: 'success' });
  });
});

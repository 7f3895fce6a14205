import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { scopesOf } from '../src/domain/roles.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { codeAt } from './support/authenticator-app.ts';
import { aClock, identityMigrations } from './support/identity-server.ts';
import {
  aCode,
  aVerifier,
  startIdentityWithProviders,
  startProviders,
  type IdentityWithProviders,
  type ProviderName,
  type Providers,
} from './support/identity-providers.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';
import { deletionsOf } from './support/deletions.ts';
import { secondFactorsOf } from './support/second-factors.ts';

let db: TestDatabase;
let postOffice: PostOffice;
let providers: Providers;
let server: IdentityWithProviders;
let accounts: ReturnType<typeof accountsOf>;
let factors: ReturnType<typeof secondFactorsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  postOffice = await startPostOffice(db, clock.read);
  providers = await startProviders();
  server = await startIdentityWithProviders({ database: db.served, providers, clock: clock.read }, {}, postOffice);
  accounts = accountsOf(server);
  factors = secondFactorsOf(server);
});
afterAll(async () => {
  await server.stop();
  await postOffice.stop();
  await providers.stop();
  await db.drop();
});

/** Somebody with an account at a provider; the address is verified there. */
function aPerson(provider: ProviderName, email: string, name = 'Aiko') {
  if (provider === 'google') return providers.google.people.put({ email, name }).sub;
  return String(providers.github.people.put({ email, name }).id);
}

const codeOf = (provider: ProviderName, personId: string, query = {}) =>
  aCode(server.newBrowser(), provider, personId, query);

async function signIn(provider: ProviderName, personId: string, input = {}, query = {}) {
  return accounts.signInWithProvider({ ...(await codeOf(provider, personId, query)), ...input });
}

async function verify(email: string) {
  await accounts.verifyEmail(await postOffice.tokenTo(email, 'verify-email'));
}

const linksOf = async (userId: string) =>
  (await db.database.many(sql`select from linked_identities where user_id = ${userId}`)).length;
const countLinks = async () => (await db.database.many(sql`select from linked_identities`)).length;
const countUsers = async () => (await db.database.one<{ count: number }>(sql`select count(*) from users`)).count;
const eventsOf = async (type: string, subject: string) =>
  (await db.database.many(sql`select from outbox where type = ${`conea.identity.${type}`} and subject = ${subject}`))
    .length;
const refusedWith = (name: string) => ({
  session: null,
  user: null,
  errors: [expect.objectContaining({ __typename: name })],
});

describe.each(['google', 'github'] as const)('who signs in with %s', (provider) => {
  it('for the first time gets an account and an organization', async () => {
    const email = anEmail();
    const { session, user } = await signIn(provider, aPerson(provider, email, 'Aiko Tanaka'));
    expect(user).toMatchObject({
      email,
      name: 'Aiko Tanaka',
      role: 'ADMIN',
      organization: { name: 'My organization' },
    });
    expect(decodeJwt(session?.accessToken ?? '')).toMatchObject({ sub: user?.id, amr: ['fed'], acr: 'aal1' });
    expect(await eventsOf('user.signed_up', user?.id ?? '')).toBe(1);
    const { emailVerifiedAt } = await db.database.one<{ emailVerifiedAt: Date }>(sql`
      select email_verified_at as "emailVerifiedAt" from users where id = ${user?.id}`);
    expect(emailVerifiedAt).toEqual(clock.read());
  });

  it('names the organization, on one line', async () => {
    const person = aPerson(provider, anEmail());
    const exchange = await codeOf(provider, person);
    expect(await accounts.signInWithProvider({ ...exchange, organizationName: 'two\nlines' })).toEqual(
      refusedWith('InvalidInput'),
    );
    const { user } = await accounts.signInWithProvider({ ...exchange, organizationName: 'Aiko Trading' });
    expect(user?.organization.name).toBe('Aiko Trading');
  });

  it('is the same person the next time, whatever address the provider knows by then', async () => {
    const [email, another] = [anEmail(), anEmail()];
    const person = aPerson(provider, email);
    const first = await signIn(provider, person);
    if (provider === 'google') providers.google.people.put({ sub: person, email: another });
    else providers.github.people.put({ id: Number(person), email: another });
    const second = await signIn(provider, person);
    expect(second.user).toMatchObject({ id: first.user?.id, email });
    const { data } = await server.request(
      '{ viewer { linkedIdentities { provider email linkedAt lastUsedAt } } }',
      {},
      callerOf(second.session?.accessToken ?? ''),
    );
    const now = clock.read().toISOString();
    const linked = { provider: provider.toUpperCase(), email: another, linkedAt: now, lastUsedAt: now };
    expect(data).toEqual({ viewer: { linkedIdentities: [linked] } });
  });

  it('is one person, however often they come at the same time', async () => {
    const email = anEmail();
    const person = aPerson(provider, email);
    const exchanges = await Promise.all(Array.from({ length: 6 }, () => codeOf(provider, person)));
    const users = await Promise.all(
      exchanges.map(async (exchange) => (await accounts.signInWithProvider(exchange)).user?.id),
    );
    expect(new Set(users).size).toBe(1);
    expect(users[0]).toMatch(/^usr_/);
    expect(await linksOf(users[0] ?? '')).toBe(1);
  });

  it('gets no password by that, and can set one by mail', async () => {
    const email = anEmail();
    await signIn(provider, aPerson(provider, email));
    for (const guess of ['', password])
      expect(await accounts.signIn({ email, password: guess })).toEqual(refusedWith('InvalidCredentials'));
    await accounts.requestPasswordReset(email);
    await accounts.resetPassword(await postOffice.tokenTo(email, 'reset-password'), 'quite another long phrase');
    expect((await accounts.signIn({ email, password: 'quite another long phrase' })).user?.email).toBe(email);
  });

  it('takes over an account with their address only if its owner verified it before', async () => {
    const admin = await anAdmin(server);
    const person = aPerson(provider, admin.email.toUpperCase());
    expect(await signIn(provider, person)).toEqual(refusedWith('AccountExists'));
    expect(await linksOf(admin.id)).toBe(0);
    await verify(admin.email);
    expect((await signIn(provider, person)).user?.id).toBe(admin.id);
    expect(await linksOf(admin.id)).toBe(1);
  });

  it('signs the account out elsewhere when it is linked, which its owner is told', async () => {
    const admin = await anAdmin(server);
    await verify(admin.email);
    const { session } = await signIn(provider, aPerson(provider, admin.email));
    expect((await accounts.refresh(admin.session.refreshToken)).session).toBeNull();
    expect((await accounts.refresh(session?.refreshToken ?? '')).session).not.toBeNull();
    const label = provider === 'google' ? 'Google' : 'GitHub';
    const subjects = (await postOffice.mailsTo(admin.email, 2)).map(({ subject }) => subject);
    expect(subjects).toContain(`You can sign in with ${label}`);
  });

  it('is let in nowhere when they are suspended everywhere, and gets no new way in', async () => {
    const admin = await anAdmin(server);
    const [known, email] = [anEmail(), anEmail()];
    const person = aPerson(provider, known);
    for (const address of [known, email]) await accounts.createUser({ email: address }, admin.caller);
    await verify(known);
    await verify(email);
    const { user } = await signIn(provider, person);
    await db.database.execute(
      sql`update memberships set suspended_at = now(), suspended_because = '{admin}' where organization_id = ${admin.organization.id} and role = 'user'`,
    );
    expect(await signIn(provider, person)).toEqual(refusedWith('NoOrganization'));
    expect(await linksOf(user?.id ?? '')).toBe(1);
    const links = await countLinks();
    expect(await signIn(provider, aPerson(provider, email))).toEqual(refusedWith('NoOrganization'));
    expect(await countLinks()).toBe(links);
  });

  it('is offered to take the deletion of their account back, and is let in by that only', async () => {
    const email = anEmail();
    const person = aPerson(provider, email);
    const { session } = await signIn(provider, person);
    const { errors } = await deletionsOf(server).deleteAccount({ email }, callerOf(session?.accessToken ?? ''));
    expect(errors).toEqual([]);
    expect(await signIn(provider, person)).toEqual(refusedWith('AccountDeleted'));
  });

  it('may ask for less than the role permits, and the session never gets more', async () => {
    const person = aPerson(provider, anEmail());
    const scopes = async (scope: string) => {
      const { session } = await signIn(provider, person, {}, { scope });
      const refreshed = await accounts.refresh(session?.refreshToken ?? '');
      return [session, refreshed.session].map((tokens) => decodeJwt(tokens?.accessToken ?? ''));
    };
    for (const claims of await scopes('read:profile'))
      expect(claims).toMatchObject({ scope: 'read:profile', role: 'viewer' });
    const data = 'read:own_data write:own_data execute:ai_requests read:any_data write:any_data';
    for (const claims of await scopes('write:data read:profile'))
      expect(claims).toMatchObject({ scope: `read:profile write:data ${data}`, role: 'user' });
    for (const claims of await scopes(''))
      expect(claims).toMatchObject({
        scope: scopesOf({ role: 'admin', customPermissions: null }).join(' '),
        role: 'admin',
      });
  });

  it('does nothing dangerous with a session that is limited', async () => {
    const person = aPerson(provider, anEmail());
    const { session } = await signIn(provider, person, {}, { scope: 'write:data' });
    const caller = callerOf(session?.accessToken ?? '');
    await expect(accounts.createApiKey({}, caller)).rejects.toThrow('FORBIDDEN');
    const { codeChallenge } = aVerifier();
    await expect(accounts.linkIdentity({ provider: 'GITHUB', codeChallenge }, caller)).rejects.toThrow('FORBIDDEN');
  });
});

describe('who has a second factor', () => {
  const aCautious = async () => {
    const person = aPerson('google', anEmail());
    const { session } = await signIn('google', person);
    const caller = callerOf(session?.accessToken ?? '');
    const { secret } = await factors.enrolTotp({}, caller);
    await factors.confirmTotp({ code: codeAt(secret ?? '', clock.read()) }, caller);
    const nextCode = () => {
      clock.advance(30);
      return codeAt(secret ?? '', clock.read());
    };
    return { person, nextCode };
  };
  const challengeOf = ({ errors: [error] }: Awaited<ReturnType<typeof signIn>>) =>
    z.object({ __typename: z.literal('SecondFactorRequired'), challengeToken: z.string() }).parse(error).challengeToken;

  it('is asked for it after the provider, and the session is proven by both', async () => {
    const { person, nextCode } = await aCautious();
    const challengeToken = challengeOf(await signIn('google', person));
    const { session } = await factors.completeSignIn({ challengeToken, code: nextCode() });
    expect(decodeJwt(session?.accessToken ?? '')).toMatchObject({ amr: ['fed', 'otp', 'mfa'], acr: 'aal2' });
  });

  it('gets no more than was asked for, also when the session goes on elsewhere', async () => {
    const { person, nextCode } = await aCautious();
    const challengeToken = challengeOf(await signIn('google', person, {}, { scope: 'read:profile' }));
    const { session } = await factors.completeSignIn({ challengeToken, code: nextCode() });
    expect(decodeJwt(session?.accessToken ?? '')).toMatchObject({ scope: 'read:profile' });
    const caller = callerOf(session?.accessToken ?? '');
    await expect(accounts.createApiKey({}, caller)).rejects.toThrow('FORBIDDEN');
    const { organization } = await accounts.createOrganization({ name: 'Elsewhere' }, caller);
    const moved = await accounts.refresh(session?.refreshToken ?? '', organization?.id);
    expect(decodeJwt(moved.session?.accessToken ?? '')).toMatchObject({ org: organization?.id, scope: 'read:profile' });
  });
});

describe('an address that proves nothing', () => {
  const nobody = refusedWith('EmailNotVerified');

  it('is one that Google has not verified', async () => {
    const { sub } = providers.google.people.put({ email: anEmail(), email_verified: false });
    const before = await countUsers();
    expect(await signIn('google', sub)).toEqual(nobody);
    expect(await countUsers()).toBe(before);
  });

  it('is one that GitHub has not verified, though it is the primary one and another is verified', async () => {
    const victim = await anAdmin(server);
    await verify(victim.email);
    const emails = [
      { email: victim.email, primary: true, verified: false, visibility: null },
      { email: anEmail(), primary: false, verified: true, visibility: null },
    ];
    const { id } = providers.github.people.put({ email: victim.email, emails });
    expect(await signIn('github', String(id))).toEqual(nobody);
    expect(await linksOf(victim.id)).toBe(0);
  });

  it('is a verified one at GitHub that is not the primary one', async () => {
    const victim = await anAdmin(server);
    await verify(victim.email);
    const emails = [
      { email: anEmail(), primary: true, verified: true, visibility: null },
      { email: victim.email, primary: false, verified: true, visibility: null },
    ];
    const { id } = providers.github.people.put({ email: victim.email, emails });
    const { user } = await signIn('github', String(id));
    expect(user?.id).not.toBe(victim.id);
    expect(await linksOf(victim.id)).toBe(0);
  });

  const local = (email: string) => email.slice(0, email.indexOf('@'));
  it.each([
    ['Cyrillic letters', (email: string) => email.replace('user', 'us\u0435r')],
    ['full-width letters', (email: string) => email.replace('user', '\uff55\uff53\uff45\uff52')],
    ['a full-width at sign', (email: string) => email.replace('@', '\uff20')],
    ['a soft hyphen in the domain', (email: string) => `${local(email)}@exam\u00adple.com`],
    ['a full-width domain', (email: string) => `${local(email)}@\uff45xample.com`],
    ['a long s', (email: string) => email.replace('user', 'u\u017fer')],
    ['a zero-width joiner', (email: string) => email.replace('user', 'us\u200der')],
    ['white space around it', (email: string) => ` ${email}`],
  ])('is one that only looks or becomes like that of a user here: %s', async (_, alike) => {
    const victim = await anAdmin(server);
    await verify(victim.email);
    expect(await signIn('google', aPerson('google', alike(victim.email)))).toEqual(nobody);
    expect(await linksOf(victim.id)).toBe(0);
  });
});

it('holds identities of two providers apart, though both call them the same', async () => {
  const [ofGoogle, ofGithub] = [anEmail(), anEmail()];
  const subject = '4711';
  providers.google.people.put({ sub: subject, email: ofGoogle });
  providers.github.people.put({ id: Number(subject), email: ofGithub });
  const google = await signIn('google', subject);
  const github = await signIn('github', subject);
  expect([google.user?.email, github.user?.email]).toEqual([ofGoogle, ofGithub]);
});

it('makes one account of a new person who comes from both providers at once', async () => {
  const email = anEmail();
  const exchanges = [
    await codeOf('google', aPerson('google', email)),
    await codeOf('github', aPerson('github', email)),
  ];
  const users = await Promise.all(
    exchanges.map(async (exchange) => (await accounts.signInWithProvider(exchange)).user?.id),
  );
  expect(users[0]).toMatch(/^usr_/);
  expect(users[1]).toBe(users[0]);
  expect(await linksOf(users[0] ?? '')).toBe(2);
});

it('writes every outcome into the trail, without addresses and secrets', async () => {
  const email = anEmail();
  const exchange = await codeOf('google', aPerson('google', email));
  const { user } = await accounts.signInWithProvider(exchange);
  await accounts.signInWithProvider(exchange);
  const entries = await db.database.many<{ text: string; data: { result: string; actorId: string | null } }>(sql`
    select row_to_json(outbox)::text as text, data from outbox
    where type = 'conea.identity.audit.recorded' and data->>'action' = 'user.sign_in' order by position desc limit 2`);
  expect(entries.map(({ data }) => [data.result, data.actorId])).toEqual([
    ['failure', null],
    ['success', user?.id],
  ]);
  const all = await db.database.many<{ text: string }>(sql`select row_to_json(outbox)::text as text from outbox`);
  const trail = all.map(({ text }) => text).join();
  for (const secret of [email, exchange.code, exchange.codeVerifier]) expect(trail).not.toContain(secret);
});

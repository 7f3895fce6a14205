import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { accountsOf, anAdmin, anEmail, password } from './support/accounts.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let office: PostOffice;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();
const leaked = 'a phrase that has leaked';
const other = 'quite another phrase';

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  office = await startPostOffice(db, clock.read);
  server = await startIdentity(db.served, clock.read, { ...office, isBreached: async (text) => text === leaked });
  accounts = accountsOf(server);
});

afterAll(async () => {
  await server.stop();
  await office.stop();
  await db.drop();
});

const anError = (name: string, path: string[] | null) => [expect.objectContaining({ __typename: name, path })];
const refused = (name: string, field: string) => ({ email: null, errors: anError(name, ['input', field]) });
const ended = { session: null, user: null, errors: anError('SessionEnded', null) };

async function aForgetfulUser() {
  const admin = await anAdmin(server);
  await accounts.requestPasswordReset(admin.email);
  return { ...admin, token: await office.tokenTo(admin.email, 'reset-password') };
}

describe('asking for another password', () => {
  it('is answered alike, and leaves the same behind, whether there is such a user or not', async () => {
    const { email } = await anAdmin(server);
    const left: object[] = [];
    for (const address of [email, anEmail()]) {
      const before = await countsOf();
      expect(await accounts.requestPasswordReset(address)).toEqual({ isAccepted: true, errors: [] });
      const after = await countsOf();
      left.push({ requests: after.requests - before.requests, entries: after.entries - before.entries });
    }
    expect(left).toEqual(Array.from({ length: 2 }, () => ({ requests: 1, entries: 1 })));
    await office.settle();
    expect(await office.mailsTo(email, 2)).toHaveLength(2);
  });

  it('refuses what is no address', async () => {
    const errors = anError('InvalidInput', ['input', 'email']);
    expect(await accounts.requestPasswordReset('no address \0')).toEqual({ isAccepted: null, errors });
  });

  it('mails one address five times in an hour, whoever asks and however it is spelt', async () => {
    const { email } = await anAdmin(server);
    const spellings = [email, email.toUpperCase(), ` ${email}`];
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        accounts.requestPasswordReset(spellings[index % 3] ?? email, aCaller({ ip: `198.51.${index}.1` })),
      ),
    );
    await office.settle();
    const mails = await office.mailsTo(email);
    expect(mails.filter(({ subject }) => subject === 'Choose a new password')).toHaveLength(5);
  });

  it('mails for one network sixty times in an hour', async () => {
    const caller = aCaller({ ip: '192.0.2.77' });
    const before = await countsOf();
    for (let index = 0; index < 65; index++) await accounts.requestPasswordReset(anEmail(), caller);
    expect((await countsOf()).requests - before.requests).toBe(60);
    await office.settle();
  });
});

describe('resetting a password', () => {
  it('refuses a token that has ended, is used, made up, of another purpose or of an address the user left', async () => {
    const late = await aForgetfulUser();
    clock.advance(600);
    expect(await accounts.resetPassword(late.token, other)).toEqual(refused('InvalidToken', 'token'));
    const { id, email, token } = await aForgetfulUser();
    const verification = await office.tokenTo(email, 'verify-email');
    for (const wrong of [verification, verification.replace('_ev_', '_pr_'), `conea_pr_${'A'.repeat(43)}`, ''])
      expect(await accounts.resetPassword(wrong, other)).toEqual(refused('InvalidToken', 'token'));
    await db.database.execute(sql`update users set email_index = '1.of another address' where id = ${id}`);
    expect(await accounts.resetPassword(token, other)).toEqual(refused('InvalidToken', 'token'));
  });

  it('refuses a password that is common, one’s own name or has leaked, and leaves the token as it is', async () => {
    const { email, token } = await aForgetfulUser();
    for (const weak of ['short', 'password123456', 'aikoaikoaiko', leaked])
      expect(await accounts.resetPassword(token, weak)).toEqual(refused('WeakPassword', 'password'));
    expect(await accounts.resetPassword(token, other)).toEqual({ email, errors: [] });
  });

  it('lets one of twenty that use a token at the same time succeed', async () => {
    const { email, token } = await aForgetfulUser();
    const passwords = Array.from({ length: 20 }, (_, index) => `${other} ${index}`);
    const answers = await Promise.all(passwords.map((text) => accounts.resetPassword(token, text)));
    const winner = answers.findIndex((answer) => answer.email !== null);
    expect(answers.filter((answer) => answer.email !== null)).toHaveLength(1);
    expect((await accounts.signIn({ email, password: passwords[winner] ?? '' })).errors).toEqual([]);
  });

  it('ends every session and every other link, verifies the address, and tells the owner', async () => {
    const { id, email, token, session, caller, organization } = await aForgetfulUser();
    await accounts.requestPasswordReset(email);
    await until('a second link comes', async () => (await office.tokenTo(email, 'reset-password')) !== token);
    const second = await office.tokenTo(email, 'reset-password');
    expect(await accounts.resetPassword(second, other)).toEqual({ email, errors: [] });
    expect(await accounts.resetPassword(token, `${other} again`)).toEqual(refused('InvalidToken', 'token'));
    expect(await accounts.refresh(session.refreshToken)).toEqual(ended);
    expect((await accounts.signIn({ email, password })).errors).toEqual(anError('InvalidCredentials', null));
    expect((await accounts.signIn({ email, password: other })).errors).toEqual([]);
    const { data } = await server.request('{ me { emailVerifiedAt } }', {}, caller);
    expect(data).toEqual({ me: { emailVerifiedAt: clock.read().toISOString() } });
    await office.settle();
    expect((await office.mailsTo(email))[0]?.subject).toBe('Your password has changed');
    const events = await db.database.many<{ type: string }>(sql`
      select type from outbox where subject in (${id}, ${session.id}) and tenant_id = ${organization.id}`);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'conea.identity.user.password_reset_requested',
        'conea.identity.user.password_reset',
        'conea.identity.session.revoked',
      ]),
    );
  });
});

describe('changing a password', () => {
  it('asks for the current one, and slows down who guesses it', async () => {
    const { caller } = await anAdmin(server);
    for (let guess = 0; guess < 10; guess++)
      expect(await accounts.changePassword('wrong', other, caller)).toEqual({
        user: null,
        errors: anError('InvalidCredentials', ['input', 'currentPassword']),
      });
    const { errors } = await accounts.changePassword(password, other, caller);
    expect(errors).toEqual(anError('TooManyAttempts', null));
  });

  it('refuses a weak one', async () => {
    const { caller } = await anAdmin(server);
    for (const weak of ['short', leaked])
      expect(await accounts.changePassword(password, weak, caller)).toEqual({
        user: null,
        errors: anError('WeakPassword', ['input', 'newPassword']),
      });
  });

  it('is not for keys, nor for strangers', async () => {
    const { caller } = await anAdmin(server);
    const key = { ...caller, user: caller.user && { ...caller.user, sessionId: `key_${'0'.repeat(32)}` } };
    await expect(accounts.changePassword(password, other, key)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.changePassword(password, other, aCaller())).rejects.toThrow('UNAUTHENTICATED');
  });

  it('ends the other sessions and every link, and tells the owner', async () => {
    const { email, token, session, caller } = await aForgetfulUser();
    const { session: elsewhere } = await accounts.signIn({ email, password });
    expect(await accounts.changePassword(password, other, caller)).toMatchObject({ user: { email }, errors: [] });
    expect(await accounts.refresh(elsewhere?.refreshToken ?? '')).toEqual(ended);
    expect((await accounts.refresh(session.refreshToken)).errors).toEqual([]);
    expect(await accounts.resetPassword(token, password)).toEqual(refused('InvalidToken', 'token'));
    await office.settle();
    expect((await office.mailsTo(email))[0]?.subject).toBe('Your password has changed');
  });

  it('happens once when it is asked for many times at once', async () => {
    const { email, caller } = await anAdmin(server);
    const passwords = Array.from({ length: 8 }, (_, index) => `${other} ${index}`);
    const answers = await Promise.all(passwords.map((text) => accounts.changePassword(password, text, caller)));
    const done = passwords.filter((_, index) => answers[index]?.errors.length === 0);
    expect(done).toHaveLength(1);
    expect((await accounts.signIn({ email, password: done[0] ?? '' })).errors).toEqual([]);
  });
});

it('refuses a leaked password for new accounts too', async () => {
  const { caller } = await anAdmin(server);
  const weak = anError('WeakPassword', ['input', 'password']);
  expect((await accounts.signUp({ password: leaked })).errors).toEqual(weak);
  expect((await accounts.createUser({ password: leaked }, caller)).errors).toEqual(weak);
});

async function countsOf(): Promise<{ requests: number; entries: number }> {
  return db.database.one<{ requests: number; entries: number }>(sql`
    select (select count(*)::int from pgboss.job where name = 'request-password-reset') as requests,
      (select count(*)::int from outbox where data->>'action' = 'user.request_password_reset') as entries`);
}

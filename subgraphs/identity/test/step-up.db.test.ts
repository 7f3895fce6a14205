import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { decodeJwt } from 'jose';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, password } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';

let db: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

type Admin = Awaited<ReturnType<typeof anAdmin>>;
type Accounts = ReturnType<typeof accountsOf>;

const dangerous: [string, (all: Accounts, admin: Admin, memberId: string) => Promise<unknown>][] = [
  ['making a key', (all, { caller }) => all.createApiKey({}, caller)],
  ['changing a role', (all, { caller }, userId) => all.changeRole({ userId, role: 'VIEWER' }, caller)],
  ['taking a member out', (all, { caller }, userId) => all.removeMember(userId, caller)],
  ['keeping less of the audit trail', (all, { caller }) => all.changeAuditRetention(90, caller)],
  ['making an admin', (all, { caller }) => all.createUser({ role: 'ADMIN' }, caller)],
];

async function anAdminWithMember() {
  const admin = await anAdmin(server);
  const { user } = await accounts.createUser({ email: anEmail() }, admin.caller);
  return { admin, memberId: user?.id ?? '' };
}

describe.each(dangerous)('%s', (_, act) => {
  it('needs a sign-in within the hour, or the password anew', async () => {
    const { admin, memberId } = await anAdminWithMember();
    clock.advance(3_601);
    await expect(act(accounts, admin, memberId)).rejects.toThrow('STEP_UP_REQUIRED');
    await accounts.refresh(admin.session.refreshToken);
    await expect(act(accounts, admin, memberId)).rejects.toThrow('STEP_UP_REQUIRED');
    expect(await accounts.reauthenticate(password, admin.caller)).toEqual({
      authenticatedAt: clock.read().toISOString(),
      errors: [],
    });
    expect(await act(accounts, admin, memberId)).toMatchObject({ errors: [] });
  });

  it('is as good as ever at the end of the hour', async () => {
    const { admin, memberId } = await anAdminWithMember();
    clock.advance(3_600);
    expect(await act(accounts, admin, memberId)).toMatchObject({ errors: [] });
  });

  it('is not for a session that has ended', async () => {
    const { admin, memberId } = await anAdminWithMember();
    await accounts.revokeAllSessions(admin.caller);
    await expect(act(accounts, admin, memberId)).rejects.toThrow('STEP_UP_REQUIRED');
  });
});

describe('a confirmation', () => {
  it('holds for its own session only', async () => {
    const admin = await anAdmin(server);
    clock.advance(3_601);
    await accounts.signIn({ email: admin.email, password });
    await expect(accounts.createApiKey({}, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });

  it('with a wrong password changes nothing, and guesses are slowed down', async () => {
    const admin = await anAdmin(server);
    clock.advance(3_601);
    for (let guess = 0; guess < 10; guess++)
      expect(await accounts.reauthenticate('wrong', admin.caller)).toMatchObject({
        errors: [{ __typename: 'InvalidCredentials' }],
      });
    expect(await accounts.reauthenticate(password, admin.caller)).toMatchObject({
      errors: [{ __typename: 'TooManyAttempts' }],
    });
    await expect(accounts.createApiKey({}, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });

  it('is refused to a key, and to a session that has ended', async () => {
    const admin = await anAdmin(server);
    const key = {
      ...admin.caller,
      user: admin.caller.user && { ...admin.caller.user, sessionId: `key_${'0'.repeat(32)}` },
    };
    await expect(accounts.reauthenticate(password, key)).rejects.toThrow('FORBIDDEN');
    await accounts.revokeAllSessions(admin.caller);
    expect(await accounts.reauthenticate(password, admin.caller)).toMatchObject({ authenticatedAt: null });
  });

  it('stands in the next access token, and in the trail without the password', async () => {
    const admin = await anAdmin(server);
    clock.advance(120);
    await accounts.reauthenticate(password, admin.caller);
    const { session } = await accounts.refresh(admin.session.refreshToken);
    expect(decodeJwt(session?.accessToken ?? '')).toMatchObject({
      auth_time: Math.floor(clock.read().getTime() / 1000),
      acr: 'aal1',
      amr: ['pwd'],
    });
    const events = await db.database.many<{ text: string }>(
      sql`select row_to_json(outbox)::text as text from outbox where subject = ${admin.session.id}`,
    );
    const trail = events.map(({ text }) => text).join();
    expect(trail).toContain('session.reauthenticated');
    expect(trail).not.toContain(password);
  });
});

it('says how fresh the proof has to be', async () => {
  const { caller } = await anAdmin(server);
  clock.advance(3_601);
  const query = 'mutation { createApiKey(input: { name: "CI", scopes: ["*"] }) { secret } }';
  const { errors } = await server.request(query, {}, caller);
  expect(errors).toMatchObject([{ extensions: { code: 'STEP_UP_REQUIRED' } }]);
});

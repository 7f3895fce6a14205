import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
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

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const page = z.object({
  sessions: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        createdAt: z.string(),
        lastSeenAt: z.string(),
        expiresAt: z.string(),
        ipAddress: z.string().nullable(),
        device: z.string().nullable(),
        isCurrent: z.boolean(),
        organization: z.object({ id: z.string() }),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
const listQuery = `query ($first: Int! = 20, $after: String) { sessions(first: $first, after: $after) {
  nodes { id createdAt lastSeenAt expiresAt ipAddress device isCurrent organization { id } } pageInfo { hasNextPage endCursor } } }`;

async function sessionsOf(caller: Caller, variables: object = {}) {
  const { data, errors } = await server.request(listQuery, variables, caller);
  if (errors) throw new Error(errors.map(({ extensions }) => extensions.code).join());
  return page.parse(data).sessions;
}

const idsOf = async (caller: Caller) => (await sessionsOf(caller)).nodes.map(({ id }) => id);
const isAlive = async (refreshToken: string) => (await accounts.refresh(refreshToken)).session !== null;

async function anotherSession(email: string) {
  const { session } = await accounts.signIn({ email, password });
  if (!session) throw new Error('the sign-in of the test was refused');
  return { ...session, caller: callerOf(session.accessToken) };
}

const byKey = (caller: Caller) => ({
  ...caller,
  user: caller.user && { ...caller.user, sessionId: `key_${'0'.repeat(32)}` },
});

const notFound = [expect.objectContaining({ __typename: 'NotFound' })];

describe('the list of sessions', () => {
  it('shows where its owner is signed in, the newest first, and which one asks', async () => {
    const admin = await anAdmin(server);
    clock.advance(60);
    const { session } = await accounts.signIn(
      { email: admin.email, password },
      { requestId: 'req_test', ip: '198.51.100.7', userAgent: firefox, user: null },
    );
    clock.advance(60);
    await accounts.refresh(session?.refreshToken ?? '');
    const { nodes } = await sessionsOf(admin.caller);
    const at = (secondsAgo: number) => new Date(clock.read().getTime() - secondsAgo * 1000).toISOString();
    const here = { organization: { id: admin.organization.id } };
    expect(nodes).toEqual([
      {
        ...here,
        ...{ id: session?.id, isCurrent: false, ipAddress: '198.51.100.7', device: 'Firefox on Windows' },
        ...{ createdAt: at(60), lastSeenAt: at(0), expiresAt: session?.refreshTokenExpiresAt },
      },
      {
        ...here,
        ...{ id: admin.session.id, isCurrent: true, ipAddress: '203.0.113.9', device: 'test' },
        ...{ createdAt: at(120), lastSeenAt: at(120), expiresAt: admin.session.refreshTokenExpiresAt },
      },
    ]);
  });

  it('has pages, each session on one of them', async () => {
    const admin = await anAdmin(server);
    for (let count = 0; count < 4; count++) await anotherSession(admin.email);
    const all = await idsOf(admin.caller);
    const first = await sessionsOf(admin.caller, { first: 3 });
    const second = await sessionsOf(admin.caller, { first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(all);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('has neither what has ended nor what is of others', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    const other = await anotherSession(admin.email);
    await server.request('mutation { signOut { sessionId } }', {}, other.caller);
    expect(await idsOf(admin.caller)).toEqual([admin.session.id]);
    expect(await idsOf(stranger.caller)).toEqual([stranger.session.id]);
    clock.advance(2_592_000);
    expect(await idsOf(admin.caller)).toEqual([]);
  });

  it('is not for keys, nor for who is not signed in', async () => {
    const { caller } = await anAdmin(server);
    await expect(sessionsOf(byKey(caller))).rejects.toThrow('FORBIDDEN');
    await expect(sessionsOf({ ...caller, user: null })).rejects.toThrow('UNAUTHENTICATED');
  });
});

describe('ending sessions', () => {
  it('ends one, once', async () => {
    const admin = await anAdmin(server);
    const other = await anotherSession(admin.email);
    expect(await accounts.revokeSession(other.id, admin.caller)).toEqual({ sessionId: other.id, errors: [] });
    expect(await accounts.revokeSession(other.id, admin.caller)).toEqual({ sessionId: null, errors: notFound });
    expect(await isAlive(other.refreshToken)).toBe(false);
    expect(await isAlive(admin.session.refreshToken)).toBe(true);
  });

  it('ends nobody else’s, and tells nothing of them', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    for (const id of [admin.session.id, `ses_${'0'.repeat(32)}`, 'ses_\0', ''])
      expect(await accounts.revokeSession(id, stranger.caller)).toEqual({ sessionId: null, errors: notFound });
    expect(await isAlive(admin.session.refreshToken)).toBe(true);
  });

  it('ends the others in every organization', async () => {
    const admin = await anAdmin(server);
    const { organization } = await accounts.createOrganization({ name: 'Second' }, admin.caller);
    const [near, far] = [await anotherSession(admin.email), await anotherSession(admin.email)];
    const moved = await accounts.refresh(far.refreshToken, organization?.id);
    expect(await accounts.revokeOtherSessions(admin.caller)).toEqual({ revokedCount: 2 });
    expect(await isAlive(near.refreshToken)).toBe(false);
    expect(await isAlive(moved.session?.refreshToken ?? '')).toBe(false);
    expect(await isAlive(admin.session.refreshToken)).toBe(true);
  });

  it('ends all of them, the own too', async () => {
    const admin = await anAdmin(server);
    const other = await anotherSession(admin.email);
    expect(await accounts.revokeAllSessions(admin.caller)).toEqual({ revokedCount: 2 });
    for (const { refreshToken } of [admin.session, other]) expect(await isAlive(refreshToken)).toBe(false);
    expect(await accounts.revokeAllSessions(admin.caller)).toEqual({ revokedCount: 0 });
  });

  it('lets no session survive that is refreshed at the same time', async () => {
    const admin = await anAdmin(server);
    const others = await Promise.all(Array.from({ length: 5 }, () => anotherSession(admin.email)));
    const [, ...racing] = await Promise.all([
      accounts.revokeOtherSessions(admin.caller),
      ...others.map(({ refreshToken }) => accounts.refresh(refreshToken)),
    ]);
    for (const { session } of racing) expect(await isAlive(session?.refreshToken ?? '')).toBe(false);
    expect(await idsOf(admin.caller)).toEqual([admin.session.id]);
  });

  it('of a member is for admins, and reaches no other organization', async () => {
    const admin = await anAdmin(server);
    const email = anEmail();
    const { user: member } = await accounts.createUser({ email }, admin.caller);
    const [here, there] = [await anotherSession(email), await anotherSession(email)];
    const { organization: own } = await accounts.createOrganization({ name: 'Own' }, there.caller);
    const moved = await accounts.refresh(there.refreshToken, own?.id);

    await expect(accounts.revokeMemberSessions(admin.id, here.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.revokeMemberSessions(member?.id ?? '', byKey(admin.caller))).rejects.toThrow('FORBIDDEN');
    expect(await accounts.revokeMemberSessions(member?.id ?? '', (await anAdmin(server)).caller)).toEqual({
      ...{ revokedCount: null, errors: notFound },
    });
    expect(await accounts.revokeMemberSessions(member?.id ?? '', admin.caller)).toEqual({
      ...{ revokedCount: 1, errors: [] },
    });
    expect(await isAlive(here.refreshToken)).toBe(false);
    expect(await isAlive(moved.session?.refreshToken ?? '')).toBe(true);
  });

  it('leaves an event for each session, with the reason, and one entry in the trail', async () => {
    const admin = await anAdmin(server);
    const other = await anotherSession(admin.email);
    await accounts.revokeOtherSessions(admin.caller);
    const events = await db.database.many<{ type: string; data: object }>(sql`
      select type, data from outbox where subject = ${other.id} or data ->> 'action' = 'session.revoke_others' and subject = ${admin.id}`);
    expect(events).toEqual([
      { type: 'conea.identity.session.revoked', data: { reason: 'revoked_by_user' } },
      {
        type: 'conea.identity.audit.recorded',
        data: expect.objectContaining({ result: 'success', resourceType: 'User' }),
      },
    ]);
  });
});

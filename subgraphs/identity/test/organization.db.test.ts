import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permissions, sql } from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';

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

const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on User { id email } ... on Organization { id name } }
}`;

function representationsOf({ id, organization }: { id: string; organization: { id: string } }) {
  return [
    { __typename: 'User', id },
    { __typename: 'Organization', id: organization.id },
  ];
}

const connectionShape = z.object({
  organization: z.object({
    members: z.object({
      nodes: z.array(z.object({ id: z.string() })),
      pageInfo: z.object({ endCursor: z.string(), hasNextPage: z.boolean() }),
    }),
  }),
});

/** Somebody of the admin's organization with this role, signed in. */
async function aMember(admin: Awaited<ReturnType<typeof anAdmin>>, role: 'USER' | 'VIEWER' | 'ADMIN') {
  const email = anEmail();
  const { user } = await accounts.createUser({ email, role }, admin.caller);
  const { session } = await accounts.signIn({ email, password });
  if (!user || !session) throw new Error('the member of the test was refused');
  return { ...user, session, caller: callerOf(session.accessToken) };
}

describe('another tenant', () => {
  it('gets null for every id, through _entities too', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    const query = `query ($user: ID!, $organization: ID!) { user(id: $user) { id } organization(id: $organization) { id } }`;
    const variables = { user: admin.id, organization: admin.organization.id };
    expect(await server.request(query, variables, stranger.caller)).toEqual({
      data: { user: null, organization: null },
    });
    const representations = representationsOf(admin);
    expect(await server.request(entities, { representations }, stranger.caller)).toEqual({
      data: { _entities: [null, null] },
    });
  });

  it('cannot be told from an id that never existed, or is none', async () => {
    const { caller } = await anAdmin(server);
    const ids = [`usr_${'0'.repeat(32)}`, 'usr_', '', 'org_x', "usr_'; drop table users", 'usr_\0', '\u{1F4A9}'];
    for (const id of ids) {
      const query = `query ($id: ID!) { user(id: $id) { id } organization(id: $id) { id } }`;
      expect(await server.request(query, { id }, caller)).toEqual({ data: { user: null, organization: null } });
      const representations = representationsOf({ id, organization: { id } });
      expect(await server.request(entities, { representations }, caller)).toEqual({
        data: { _entities: [null, null] },
      });
    }
  });

  it('cannot change a role or be found by one who tries', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    const { user, errors } = await accounts.changeRole({ userId: admin.id, role: 'VIEWER' }, stranger.caller);
    expect({ user, errors }).toEqual({ user: null, errors: [expect.objectContaining({ __typename: 'NotFound' })] });
    const { role } = await db.database.one<{ role: string }>(
      sql`select role from memberships where user_id = ${admin.id}`,
    );
    expect(role).toBe('admin');
  });
});

describe('an anonymous caller', () => {
  it('gets null for everything', async () => {
    const admin = await anAdmin(server);
    const query = `query ($user: ID!, $organization: ID!) { me { id } user(id: $user) { id } organization(id: $organization) { id } }`;
    const variables = { user: admin.id, organization: admin.organization.id };
    expect(await server.request(query, variables)).toEqual({ data: { me: null, user: null, organization: null } });
    const representations = representationsOf(admin);
    expect(await server.request(entities, { representations })).toEqual({ data: { _entities: [null, null] } });
  });
});

describe('the members of an organization', () => {
  it('are not listed to who has just signed in but is still an anonymous caller', async () => {
    const { email } = await anAdmin(server);
    const query = `mutation ($input: SignInInput!) {
      signIn(input: $input) { user { organization { name members { nodes { id } } } } }
    }`;
    expect(await server.request(query, { input: { email, password } })).toEqual({
      data: { signIn: { user: { organization: { name: 'Aiko Trading', members: null } } } },
    });
  });

  it('resolve as entities for each other', async () => {
    const admin = await anAdmin(server);
    const viewer = await aMember(admin, 'VIEWER');
    const representations = [...representationsOf(admin), { __typename: 'User', id: viewer.id }];
    expect(await server.request(entities, { representations }, viewer.caller)).toEqual({
      data: {
        _entities: [{ id: admin.id, email: admin.email }, admin.organization, { id: viewer.id, email: viewer.email }],
      },
    });
  });

  it('are created by an admin only', async () => {
    const admin = await anAdmin(server);
    for (const role of ['VIEWER', 'USER'] as const) {
      const { caller } = await aMember(admin, role);
      await expect(accounts.createUser({}, caller)).rejects.toThrow('FORBIDDEN');
      await expect(accounts.changeRole({ userId: admin.id, role: 'VIEWER' }, caller)).rejects.toThrow('FORBIDDEN');
    }
    await expect(accounts.createUser({}, aCaller())).rejects.toThrow('UNAUTHENTICATED');
  });

  it('are not created by who was an admin when the token was issued', async () => {
    const admin = await anAdmin(server);
    const second = await aMember(admin, 'ADMIN');
    await accounts.changeRole({ userId: second.id, role: 'USER' }, admin.caller);
    await expect(accounts.createUser({}, second.caller)).rejects.toThrow('FORBIDDEN');
  });

  it('leave a failure in the trail when they try what they may not', async () => {
    const admin = await anAdmin(server);
    const viewer = await aMember(admin, 'VIEWER');
    await accounts.createUser({}, viewer.caller).catch(() => null);
    const [entry] = await db.database.many<{ data: object }>(sql`
      select data from outbox where tenant_id = ${admin.organization.id} order by position desc limit 1`);
    expect(entry?.data).toMatchObject({ action: 'user.create', result: 'failure', actorId: viewer.id });
  });

  it('are not created with an address that is taken, or a weak password', async () => {
    const admin = await anAdmin(server);
    const { errors } = await accounts.createUser({ email: admin.email }, admin.caller);
    expect(errors.map(({ __typename }) => __typename)).toEqual(['EmailTaken']);
    const weak = await accounts.createUser({ password: 'short' }, admin.caller);
    expect(weak.errors.map(({ __typename }) => __typename)).toEqual(['WeakPassword']);
  });

  it('are created once with one idempotency key', async () => {
    const admin = await anAdmin(server);
    const input = { email: anEmail(), idempotencyKey: 'one' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => accounts.createUser(input, admin.caller)));
    expect(new Set(answers.map(({ user }) => user?.id)).size).toBe(1);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('have exactly the permissions of their role, in the token too', async () => {
    const admin = await anAdmin(server);
    const own = ['read:own_data', 'write:own_data', 'execute:ai_requests'];
    const [user, viewer] = [await aMember(admin, 'USER'), await aMember(admin, 'VIEWER')];
    expect([admin, user, viewer].map((member) => member.permissions)).toEqual([['*'], own, ['read:own_data']]);
    const scopes = [admin, user, viewer].map(({ caller }) => caller.user?.scopes);
    expect(scopes).toEqual([['*', ...permissions], own, ['read:own_data']]);
  });

  it('get a new role with the next refresh of their session', async () => {
    const admin = await anAdmin(server);
    const viewer = await aMember(admin, 'VIEWER');
    const { user } = await accounts.changeRole({ userId: viewer.id, role: 'USER' }, admin.caller);
    expect(user?.role).toBe('USER');
    const { session } = await accounts.refresh(viewer.session.refreshToken);
    expect(callerOf(session?.accessToken ?? '').user?.role).toBe('user');
  });

  it('keep at least one admin, when two demote each other at the same time too', async () => {
    const admin = await anAdmin(server);
    const alone = await accounts.changeRole({ userId: admin.id, role: 'USER' }, admin.caller);
    expect(alone.errors.map(({ __typename }) => __typename)).toEqual(['LastAdmin']);
    const second = await aMember(admin, 'ADMIN');
    await Promise.allSettled([
      accounts.changeRole({ userId: second.id, role: 'USER' }, admin.caller),
      accounts.changeRole({ userId: admin.id, role: 'USER' }, second.caller),
    ]);
    const { count } = await db.database.one<{ count: number }>(sql`
      select count(*) from memberships where organization_id = ${admin.organization.id} and role = 'admin'`);
    expect(count).toBe(1);
  });

  it.each(['', 'x', 'bnVsbA', Buffer.from('["2026-11-24T09:30:00.000Z","\\u0000"]').toString('base64url')])(
    'are not listed after %j, which is no cursor',
    async (after) => {
      const { caller, organization } = await anAdmin(server);
      const query = `query ($id: ID!, $after: String) { organization(id: $id) { members(after: $after) { nodes { id } } } }`;
      const { errors } = await server.request(query, { id: organization.id, after }, caller);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    },
  );

  it('are listed in pages without a gap or a repetition', async () => {
    const admin = await anAdmin(server);
    const members = [admin.id];
    for (let index = 0; index < 4; index++) members.push((await aMember(admin, 'VIEWER')).id);
    const query = `query ($id: ID!, $after: String) {
      organization(id: $id) { members(first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }
    }`;
    const seen: unknown[] = [];
    let after: unknown = null;
    for (let page = 0; page < 3; page++) {
      const { data } = await server.request(query, { id: admin.organization.id, after }, admin.caller);
      const connection = connectionShape.parse(data).organization.members;
      seen.push(...connection.nodes.map(({ id }) => id));
      after = connection.pageInfo.endCursor;
      expect(connection.pageInfo.hasNextPage).toBe(page < 2);
    }
    expect(seen).toEqual(members);
  });
});

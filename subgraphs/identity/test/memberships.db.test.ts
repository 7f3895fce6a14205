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

const anError = (name: string) => [expect.objectContaining({ __typename: name })];
const ended = { session: null, user: null, errors: anError('SessionEnded') };

type Admin = Awaited<ReturnType<typeof anAdmin>>;

/** Somebody of the admin's organization, signed in. */
async function aMember(admin: Admin, role: 'ADMIN' | 'USER' = 'USER') {
  const email = anEmail();
  const { user } = await accounts.createUser({ email, role }, admin.caller);
  const { session } = await accounts.signIn({ email, password });
  if (!user || !session) throw new Error('the member of the test was refused');
  return { ...user, email, session, caller: callerOf(session.accessToken) };
}

const listed = z.object({
  memberships: z.array(z.object({ role: z.string(), organization: z.object({ id: z.string() }) })),
});

async function organizationsOf(caller: Caller) {
  const { data } = await server.request('{ memberships { role organization { id } } }', {}, caller);
  return listed.parse(data).memberships.map(({ role, organization }) => ({ role, id: organization.id }));
}

describe('another organization', () => {
  it('is created once for a repeated request, with its creator as admin', async () => {
    const { caller, organization } = await anAdmin(server);
    const input = { name: 'Second', idempotencyKey: 'again' };
    const [first, second] = [
      await accounts.createOrganization(input, caller),
      await accounts.createOrganization(input, caller),
    ];
    expect(first).toEqual({ organization: { id: expect.any(String), name: 'Second' }, errors: [] });
    expect(second).toEqual(first);
    expect(await organizationsOf(caller)).toEqual([
      { role: 'ADMIN', id: organization.id },
      { role: 'ADMIN', id: first.organization?.id },
    ]);
  });

  it('is not created by a key, without a name, or beyond a hundred', async () => {
    const { caller } = await anAdmin(server);
    expect(await accounts.createOrganization({ name: ' ' }, caller)).toEqual({
      organization: null,
      errors: anError('InvalidInput'),
    });
    const key = { ...caller, user: caller.user && { ...caller.user, sessionId: `key_${'0'.repeat(32)}` } };
    await expect(accounts.createOrganization({ name: 'By a key' }, key)).rejects.toThrow('FORBIDDEN');
    await db.database.execute(sql`
      with made as (insert into organizations (id, name, created_at) select 'org_' || n, 'n', now() from generate_series(1, 99) as n returning id)
      insert into memberships (organization_id, user_id, role, joined_at) select id, ${caller.user?.id}, 'user', now() from made`);
    expect(await accounts.createOrganization({ name: 'One more' }, caller)).toEqual({
      organization: null,
      errors: anError('InvalidInput'),
    });
  });

  it('is where a session goes on, and where the next one begins', async () => {
    const admin = await anAdmin(server);
    const { organization } = await accounts.createOrganization({ name: 'Second' }, admin.caller);
    const moved = await accounts.refresh(admin.session.refreshToken, organization?.id);
    expect(moved).toMatchObject({ user: { organization }, session: { id: admin.session.id }, errors: [] });
    expect(callerOf(moved.session?.accessToken ?? '').user).toMatchObject({
      organizationId: organization?.id,
      role: 'admin',
    });
    const staying = await accounts.refresh(moved.session?.refreshToken ?? '');
    expect(staying.user?.organization).toEqual(organization);
    clock.advance(1);
    expect((await accounts.signIn({ email: admin.email, password })).user?.organization).toEqual(organization);
  });

  it('shows its things to nobody who acts in the first', async () => {
    const { caller } = await anAdmin(server);
    const { organization } = await accounts.createOrganization({ name: 'Second' }, caller);
    const query = 'query ($id: ID!) { organization(id: $id) { id } }';
    expect(await server.request(query, { id: organization?.id }, caller)).toEqual({ data: { organization: null } });
  });

  it('is closed to who is no member, and the refresh token stays good', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    for (const id of [stranger.organization.id, `org_${'0'.repeat(32)}`, 'org_\u{1F4A9}', ''])
      expect(await accounts.refresh(admin.session.refreshToken, id)).toEqual({
        ...{ session: null, user: null },
        errors: anError('NotFound'),
      });
    expect(await accounts.refresh('conea_rt_x', stranger.organization.id)).toEqual(ended);
    expect(await accounts.refresh(admin.session.refreshToken)).toMatchObject({ errors: [] });
  });

  it('gives racers who ask for different ones the same successor', async () => {
    const admin = await anAdmin(server);
    const { organization } = await accounts.createOrganization({ name: 'Second' }, admin.caller);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        accounts.refresh(admin.session.refreshToken, index % 2 ? organization?.id : admin.organization.id),
      ),
    );
    expect(new Set(answers.map(({ session }) => session?.refreshToken)).size).toBe(1);
    expect(new Set(answers.map(({ session }) => callerOf(session?.accessToken ?? '').user?.organizationId)).size).toBe(
      1,
    );
  });
});

describe('a suspended member', () => {
  it('is out at once, in this organization only', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    const { secret } = await accounts.createApiKey({}, member.caller);
    const { organization: own } = await accounts.createOrganization({ name: 'Own' }, member.caller);
    const { session: elsewhere } = await accounts.signIn({ email: member.email, password });
    const moved = await accounts.refresh(elsewhere?.refreshToken ?? '', own?.id);

    expect(await accounts.suspendMember(member.id, admin.caller)).toMatchObject({
      user: { id: member.id },
      errors: [],
    });
    expect(await accounts.refresh(member.session.refreshToken)).toEqual(ended);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    expect(await accounts.refresh(moved.session?.refreshToken ?? '')).toMatchObject({ errors: [] });
    expect(await accounts.refresh(moved.session?.refreshToken ?? '', admin.organization.id)).toMatchObject({
      errors: anError('NotFound'),
    });
  });

  it('is told so with the right password, and comes in again once restored', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    await accounts.suspendMember(member.id, admin.caller);
    expect(await accounts.signIn({ email: member.email, password })).toMatchObject({
      errors: anError('NoOrganization'),
    });
    expect(await accounts.signIn({ email: member.email, password: 'wrong' })).toMatchObject({
      errors: anError('InvalidCredentials'),
    });
    expect(await accounts.restoreMember(member.id, admin.caller)).toMatchObject({
      user: { id: member.id },
      errors: [],
    });
    expect(await accounts.signIn({ email: member.email, password })).toMatchObject({ errors: [] });
    // What was ended stays so.
    expect(await accounts.refresh(member.session.refreshToken)).toEqual(ended);
  });
});

describe('taking a member out', () => {
  it('ends what they have open, and they are seen no more', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    expect(await accounts.removeMember(member.id, admin.caller)).toEqual({ userId: member.id, errors: [] });
    expect(await accounts.refresh(member.session.refreshToken)).toEqual(ended);
    const query = 'query ($id: ID!) { user(id: $id) { id } }';
    expect(await server.request(query, { id: member.id }, admin.caller)).toEqual({ data: { user: null } });
    const { data } = await db.database.one<{ data: object }>(sql`
      select data from outbox where subject = ${member.session.id} and type = 'conea.identity.session.revoked'`);
    expect(data).toEqual({ reason: 'member_removed' });
  });

  it('is for admins, or for the member who leaves', async () => {
    const admin = await anAdmin(server);
    const [member, other] = [await aMember(admin), await aMember(admin)];
    await expect(accounts.removeMember(other.id, member.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.suspendMember(member.id, member.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.restoreMember(member.id, member.caller)).rejects.toThrow('FORBIDDEN');
    expect(await accounts.removeMember(member.id, member.caller)).toEqual({ userId: member.id, errors: [] });
  });

  it('cannot be done from another organization', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    for (const change of [accounts.removeMember, accounts.suspendMember, accounts.restoreMember])
      expect(await change(admin.id, stranger.caller)).toMatchObject({ errors: anError('NotFound') });
    expect(await accounts.refresh(admin.session.refreshToken)).toMatchObject({ errors: [] });
  });

  it('leaves one admin, even when two take each other out', async () => {
    const admin = await anAdmin(server);
    const second = await aMember(admin, 'ADMIN');
    await Promise.allSettled([
      accounts.removeMember(second.id, admin.caller),
      accounts.suspendMember(admin.id, second.caller),
    ]);
    const { count } = await db.database.one<{ count: number }>(sql`
      select count(*) from memberships
      where organization_id = ${admin.organization.id} and role = 'admin' and suspended_at is null`);
    expect(count).toBe(1);
    const [left] = await Promise.all([organizationsOf(admin.caller), organizationsOf(second.caller)]);
    const last = left.length > 0 ? admin : second;
    for (const change of [accounts.removeMember, accounts.suspendMember])
      expect(await change(last.id, last.caller)).toMatchObject({ errors: anError('LastAdmin') });
  });
});

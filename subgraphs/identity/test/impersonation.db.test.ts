import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { decodeJwt } from 'jose';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { tellOfEndedImpersonations } from '../src/jobs/tell-of-ended-impersonations.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';
import { protectedMutations } from './support/protected-mutations.ts';

let db: TestDatabase;
let server: IdentityServer;
let post: PostOffice;
let accounts: ReturnType<typeof accountsOf>;
// Mails are sent as jobs, which live by the clock of the machine.
const clock = aClock(new Date());

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  post = await startPostOffice(db, clock.read);
  server = await startIdentity(db.served, clock.read, post);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await post.stop();
  await db.drop();
});

type Admin = Awaited<ReturnType<typeof anAdmin>>;

async function aMember(admin: Admin, choice: object = {}) {
  const email = anEmail();
  const { user } = await accounts.createUser({ email, ...choice }, admin.caller);
  const { session } = await accounts.signIn({ email, password });
  if (!user || !session) throw new Error('the member of the test was refused');
  return { ...user, session, caller: callerOf(session.accessToken) };
}

/** Somebody whose role permits this, beside an admin. */
async function aMemberWho(admin: Admin, permissions: string[]) {
  const { role } = await accounts.createRole({ permissions }, admin.caller);
  return aMember(admin, { role: 'CUSTOM', customRoleId: role?.id });
}

async function impersonated(userId: string, caller: Caller, input: object = {}) {
  const { impersonation, accessToken, errors } = await accounts.impersonate({ userId, ...input }, caller);
  if (!impersonation || accessToken === null) throw new Error(`not impersonated: ${JSON.stringify(errors)}`);
  return { ...impersonation, accessToken, caller: callerOf(accessToken) };
}

async function aPair() {
  const admin = await anAdmin(server);
  const member = await aMember(admin);
  return { admin, member, as: await impersonated(member.id, admin.caller) };
}

const typesOf = ({ errors }: { errors: { __typename: string }[] }) => errors.map(({ __typename }) => __typename);
const isRevoked = async (sessionId: string) =>
  (await db.database.maybeOne(sql`select from revocations where session_id = ${sessionId}`)) !== null;
const trailOf = (organizationId: string) =>
  db.database.many<{ data: object }>(sql`
    select data from outbox where tenant_id = ${organizationId} and type = 'conea.identity.audit.recorded' order by position`);

describe('an impersonation', () => {
  it('has a token that says who acts as whom, for a quarter of an hour, and cannot be refreshed', async () => {
    const { admin, member, as } = await aPair();
    const { iat = 0, exp = 0, ...claims } = decodeJwt(as.accessToken);
    expect(claims).toMatchObject({
      sub: member.id,
      act: { sub: admin.id },
      sid: as.id,
      scope: member.permissions.join(' '),
    });
    expect([claims['auth_time'], claims['acr'], claims['amr']]).toEqual([undefined, undefined, undefined]);
    expect(exp - iat).toBe(900);
    const tokens = await db.database.many(sql`select from refresh_tokens where session_id = ${as.id}`);
    expect(tokens).toEqual([]);
    const query = '{ viewer { user { id } impersonator { id } permissions } }';
    expect(await server.request(query, {}, as.caller)).toEqual({
      data: { viewer: { user: { id: member.id }, impersonator: { id: admin.id }, permissions: member.permissions } },
    });
  });

  it('lasts an hour at most, and no longer than the session of who acts', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    const hour = await impersonated(member.id, admin.caller, { minutes: 60 });
    const { iat = 0, exp = 0 } = decodeJwt(hour.accessToken);
    expect(exp - iat).toBe(3_600);
    for (const minutes of [0, -1, 61, 2_000_000_000])
      expect(typesOf(await accounts.impersonate({ userId: member.id, minutes }, admin.caller))).toEqual([
        'InvalidInput',
      ]);
    const soon = new Date(clock.read().getTime() + 120_000);
    await db.database.execute(sql`update sessions set expires_at = ${soon} where id = ${admin.session.id}`);
    expect((await impersonated(member.id, admin.caller)).expiresAt).toBe(soon.toISOString());
  });

  it('needs a reason, and tells the user by mail who and why', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    for (const reason of ['', '  ', 'x'.repeat(501), '\0'])
      expect(typesOf(await accounts.impersonate({ userId: member.id, reason }, admin.caller))).toEqual([
        'InvalidInput',
      ]);
    await impersonated(member.id, admin.caller, { reason: 'the invoice of May' });
    await post.settle();
    const mails = await post.mailsTo(member.email, 2);
    expect(mails.map(({ text }) => text).join()).toContain('the invoice of May');
    expect(mails.map(({ text }) => text).join()).toContain(admin.name);
  });

  it('is never of an admin, of oneself, of somebody who may more, or of a stranger', async () => {
    const admin = await anAdmin(server);
    const second = await aMember(admin, { role: 'ADMIN' });
    const helper = await aMemberWho(admin, ['read:own_data', 'impersonate:users']);
    const [user, viewer] = [await aMember(admin), await aMember(admin, { role: 'VIEWER' })];
    const stranger = await anAdmin(server);
    for (const userId of [second.id, admin.id])
      await expect(accounts.impersonate({ userId }, admin.caller)).rejects.toThrow('FORBIDDEN');
    for (const userId of [user.id, admin.id, helper.id])
      await expect(accounts.impersonate({ userId }, helper.caller)).rejects.toThrow('FORBIDDEN');
    expect(typesOf(await accounts.impersonate({ userId: viewer.id }, stranger.caller))).toEqual(['NotFound']);
    expect(typesOf(await accounts.impersonate({ userId: `usr_${'0'.repeat(32)}` }, admin.caller))).toEqual([
      'NotFound',
    ]);
    await impersonated(viewer.id, helper.caller);
  });

  it('is not for who may not, whose sign-in is over an hour old, or who has a key only', async () => {
    const admin = await anAdmin(server);
    const [member, viewer] = [await aMember(admin), await aMember(admin, { role: 'VIEWER' })];
    await expect(accounts.impersonate({ userId: viewer.id }, member.caller)).rejects.toThrow('FORBIDDEN');
    const key = {
      ...admin.caller,
      user: admin.caller.user && { ...admin.caller.user, sessionId: `key_${'0'.repeat(32)}` },
    };
    await expect(accounts.impersonate({ userId: viewer.id }, key)).rejects.toThrow('FORBIDDEN');
    clock.advance(3_601);
    await expect(accounts.impersonate({ userId: viewer.id }, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });

  it('is not of a suspended user', async () => {
    const { admin, member } = await aPair();
    await accounts.suspendMember(member.id, admin.caller);
    expect(typesOf(await accounts.impersonate({ userId: member.id }, admin.caller))).toEqual(['NotFound']);
  });

  it('is one of at most five at the same time', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    const racing = await Promise.all(
      Array.from({ length: 7 }, () => accounts.impersonate({ userId: member.id }, admin.caller)),
    );
    expect(racing.filter(({ accessToken }) => accessToken !== null)).toHaveLength(5);
  });

  it('is shorter, and one of fewer, where whoever runs the platform says so', async () => {
    const impersonationLimits = { usualMinutes: 2, mostMinutes: 10, active: 1 };
    const strict = await startIdentity(db.database, clock.read, { ...post, impersonationLimits });
    const admin = await anAdmin(server);
    const { id: userId } = await aMember(admin);
    const { impersonate } = accountsOf(strict);
    expect(typesOf(await impersonate({ userId, minutes: 11 }, admin.caller))).toEqual(['InvalidInput']);
    const { accessToken } = await impersonate({ userId, minutes: null }, admin.caller);
    const { iat = 0, exp = 0 } = decodeJwt(accessToken ?? '');
    expect(exp - iat).toBe(120);
    expect(typesOf(await impersonate({ userId }, admin.caller))).toEqual(['InvalidInput']);
    await strict.stop();
  });
});

describe('who acts as somebody else', () => {
  it('does nothing that concerns who the user is, in no mutation of the whole domain', async () => {
    const { as, member } = await aPair();
    const before = await db.database.many(sql`select * from memberships where user_id = ${member.id}`);
    const mutations = await protectedMutations();
    expect(mutations.length).toBeGreaterThan(20);
    for (const { field, query, variables } of mutations) {
      const { data, errors } = await server.request(query, variables, as.caller);
      expect([field, data ?? null, errors?.map(({ extensions }) => extensions.code)]).toEqual([
        field,
        null,
        ['FORBIDDEN'],
      ]);
    }
    expect(await db.database.many(sql`select * from memberships where user_id = ${member.id}`)).toEqual(before);
    await expect(accounts.createApiKey({}, as.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.changePassword(password, `${password} new`, as.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.reauthenticate(password, as.caller)).rejects.toThrow('FORBIDDEN');
  });

  it('does not impersonate further, whatever the user may', async () => {
    const admin = await anAdmin(server);
    const helper = await aMemberWho(admin, ['read:own_data', 'impersonate:users']);
    const viewer = await aMember(admin, { role: 'VIEWER' });
    const as = await impersonated(helper.id, admin.caller);
    await expect(accounts.impersonate({ userId: viewer.id }, as.caller)).rejects.toThrow('FORBIDDEN');
  });

  it('stands in every row of the trail beside the user, in a refused one too', async () => {
    const { admin, member, as } = await aPair();
    await accounts.updateProfile('Mallory', as.caller).catch(() => null);
    await accounts.endImpersonation(as.id, as.caller);
    const trail = (await trailOf(admin.organization.id)).map(({ data }) => data);
    expect(trail.slice(-3)).toEqual([
      expect.objectContaining({
        ...{ action: 'impersonation.start', actorId: admin.id, resourceId: member.id, result: 'success' },
        metadata: { impersonatorId: admin.id, impersonationId: as.id, reason: 'ticket 4711', minutes: 15 },
      }),
      expect.objectContaining({
        ...{
          action: 'user.update_profile',
          actorId: member.id,
          result: 'failure',
          metadata: { impersonatorId: admin.id },
        },
      }),
      expect.objectContaining({
        ...{ action: 'impersonation.end', actorId: member.id, resourceId: member.id },
        metadata: { impersonatorId: admin.id, impersonationId: as.id },
      }),
    ]);
    expect(JSON.stringify(trail)).not.toContain(as.accessToken);
  });
});

describe('an impersonation ends', () => {
  const causes: [string, (pair: Awaited<ReturnType<typeof aPair>>) => Promise<unknown>][] = [
    ['when who acts ends it', ({ admin, as }) => accounts.endImpersonation(as.id, admin.caller)],
    ['with its own token', ({ as }) => accounts.endImpersonation(as.id, as.caller)],
    [
      'with its own token, by signing out',
      ({ as }) => server.request('mutation { signOut { sessionId } }', {}, as.caller),
    ],
    ['when the user ends it', ({ member, as }) => accounts.endImpersonation(as.id, member.caller)],
    ['when the user ends it as a session', ({ member, as }) => accounts.revokeSession(as.id, member.caller)],
    ['when the user ends all other sessions', ({ member }) => accounts.revokeOtherSessions(member.caller)],
    [
      'when the user has another password',
      ({ member }) => accounts.changePassword(password, `${password} 2`, member.caller),
    ],
    ['when the user is suspended', ({ admin, member }) => accounts.suspendMember(member.id, admin.caller)],
    [
      'when the user has another role',
      ({ admin, member }) => accounts.changeRole({ userId: member.id, role: 'ADMIN' }, admin.caller),
    ],
    ['when who acts signs out', ({ admin }) => server.request('mutation { signOut { sessionId } }', {}, admin.caller)],
    [
      'when who acts is suspended',
      async ({ admin }) => accounts.suspendMember(admin.id, (await aMember(admin, { role: 'ADMIN' })).caller),
    ],
    [
      'when who acts is no admin any longer',
      async ({ admin }) =>
        accounts.changeRole({ userId: admin.id, role: 'USER' }, (await aMember(admin, { role: 'ADMIN' })).caller),
    ],
    [
      'when who acts is taken out',
      async ({ admin }) => accounts.removeMember(admin.id, (await aMember(admin, { role: 'ADMIN' })).caller),
    ],
  ];

  it.each(causes)('%s, and routers hear of it', async (_, cause) => {
    const pair = await aPair();
    expect(await isRevoked(pair.as.id)).toBe(false);
    await cause(pair);
    expect(await isRevoked(pair.as.id)).toBe(true);
    const { data } = await server.request('{ impersonations { id } }', {}, pair.admin.caller);
    expect(data).toEqual({ impersonations: [] });
  });

  it('for nobody else: not for another member, and not for a stranger', async () => {
    const { admin, as } = await aPair();
    await expect(accounts.endImpersonation(as.id, (await aMember(admin)).caller)).rejects.toThrow('FORBIDDEN');
    expect(typesOf(await accounts.endImpersonation(as.id, (await anAdmin(server)).caller))).toEqual(['NotFound']);
    expect(await isRevoked(as.id)).toBe(false);
  });

  it('by itself, and the trail tells of each end once', async () => {
    const { admin, member, as } = await aPair();
    const second = await impersonated(member.id, admin.caller);
    await accounts.endImpersonation(second.id, admin.caller);
    clock.advance(901);
    await Promise.all([1, 2, 3].map(() => tellOfEndedImpersonations(db.served, clock.read())));
    const ends = (await trailOf(admin.organization.id))
      .map(({ data }) => data)
      .filter((data) => JSON.stringify(data).includes('"impersonation.end"'));
    expect(ends).toEqual([
      expect.objectContaining({ metadata: expect.objectContaining({ impersonationId: second.id }) }),
      expect.objectContaining({
        ...{ actorId: admin.id, resourceId: member.id },
        metadata: expect.objectContaining({ impersonationId: as.id, because: 'expired' }),
      }),
    ]);
  });
});

it('an impersonation is seen by the user among their sessions, and by whoever may impersonate', async () => {
  const { admin, member, as } = await aPair();
  const { data } = await server.request('{ sessions { nodes { id impersonator { id } } } }', {}, member.caller);
  expect(data).toEqual({
    sessions: {
      nodes: expect.arrayContaining([
        { id: as.id, impersonator: { id: admin.id } },
        { id: member.session.id, impersonator: null },
      ]),
    },
  });
  const query = '{ impersonations { id reason user { id } impersonator { id } } }';
  expect(await server.request(query, {}, admin.caller)).toEqual({
    data: {
      impersonations: [{ id: as.id, reason: 'ticket 4711', user: { id: member.id }, impersonator: { id: admin.id } }],
    },
  });
  expect(await server.request(query, {}, (await anAdmin(server)).caller)).toEqual({ data: { impersonations: [] } });
});

it('where the user signs in next has nothing to do with where somebody acted as them', async () => {
  const { admin, member } = await aPair();
  const { organization } = await accounts.createOrganization({ name: 'Elsewhere' }, member.caller);
  const moved = await accounts.refresh(member.session.refreshToken, organization?.id);
  expect(moved.user?.organization.id).toBe(organization?.id);
  clock.advance(10);
  await accounts.signIn({ email: member.email, password });
  clock.advance(10);
  await impersonated(member.id, (await signedInAgain(admin)).caller);
  expect((await accounts.signIn({ email: member.email, password })).user?.organization.id).toBe(organization?.id);
});

async function signedInAgain({ email }: Admin) {
  const { session } = await accounts.signIn({ email, password });
  return { caller: callerOf(session?.accessToken ?? '') };
}

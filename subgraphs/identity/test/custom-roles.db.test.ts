import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { decodeJwt } from 'jose';
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

const noRole = `rol_${'0'.repeat(32)}`;

async function aRole(caller: Caller, permissions: readonly string[], name?: string): Promise<string> {
  const { role, errors } = await accounts.createRole({ permissions, ...(name !== undefined && { name }) }, caller);
  if (!role) throw new Error(`the role of the test was refused: ${JSON.stringify(errors)}`);
  return role.id;
}

/** Somebody in the organization of the admin with this role, signed in. */
async function aMember(admin: Caller, choice: object) {
  const email = anEmail();
  const { user } = await accounts.createUser({ email, ...choice }, admin);
  const { session } = await accounts.signIn({ email, password });
  if (!user || !session) throw new Error('the member of the test was refused');
  return { ...user, session, caller: callerOf(session.accessToken) };
}

const custom = (customRoleId: string) => ({ role: 'CUSTOM', customRoleId });

/** An admin, and a member whose role permits this. */
async function anAdminAnd(permissions: readonly string[]) {
  const admin = await anAdmin(server);
  const roleId = await aRole(admin.caller, permissions);
  return { admin, roleId, member: await aMember(admin.caller, custom(roleId)) };
}

const typesOf = ({ errors }: { errors: { __typename: string }[] }) => errors.map(({ __typename }) => __typename);

describe('a role of an organization', () => {
  it('permits exactly what it says, in the profile, in the token and in what is asked of the viewer', async () => {
    const { member, roleId } = await anAdminAnd(['read:any_data', 'read:audit_logs']);
    expect(member).toMatchObject({ role: 'CUSTOM', permissions: ['read:any_data', 'read:audit_logs'] });
    expect(decodeJwt(member.session.accessToken)).toMatchObject({
      ...{ role: 'viewer', scope: 'read:own_data read:any_data read:audit_logs' },
    });
    const query = `{
      me { customRole { id isBuiltIn } }
      viewer { user { id } permissions own: hasPermission(permission: "read:own_data")
        write: hasPermission(permission: "write:own_data") odd: hasPermission(permission: "*") }
    }`;
    expect(await server.request(query, {}, member.caller)).toEqual({
      data: {
        me: { customRole: { id: roleId, isBuiltIn: false } },
        viewer: {
          ...{ user: { id: member.id }, permissions: ['read:own_data', 'read:any_data', 'read:audit_logs'] },
          ...{ own: true, write: false, odd: false },
        },
      },
    });
  });

  it('is listed after those that every organization has, with how many have it', async () => {
    const { admin, roleId } = await anAdminAnd(['read:own_data']);
    const query = '{ roles { id role permissions memberCount isBuiltIn } permissions { name } }';
    const { data } = await server.request(query, {}, admin.caller);
    expect(data?.['roles']).toEqual([
      { id: 'rol_admin', role: 'ADMIN', permissions: ['*'], memberCount: 1, isBuiltIn: true },
      expect.objectContaining({ id: 'rol_user', role: 'USER', memberCount: 0, isBuiltIn: true }),
      expect.objectContaining({ id: 'rol_viewer', role: 'VIEWER', memberCount: 0 }),
      { id: roleId, role: 'CUSTOM', permissions: ['read:own_data'], memberCount: 1, isBuiltIn: false },
    ]);
    expect(data?.['permissions']).toContainEqual({ name: 'manage:roles' });
  });

  it('has a token of bounded size, whatever it permits', async () => {
    const { data } = await server.request('{ permissions { name } }', {}, (await anAdmin(server)).caller);
    const all = JSON.stringify(data).match(/\w+:\w+/g) ?? [];
    const { member } = await anAdminAnd(all);
    expect(member.caller.user?.scopes).toHaveLength(all.length);
    expect(member.session.accessToken.length).toBeLessThan(2_048);
  });

  it.each([
    ['a slip', ['read:own_dat'], 'read:own_data'],
    ['something else', ['fly:to_the_moon'], 'no such permission'],
    ['everything', ['*'], 'admin'],
    ['nothing', [], '1 to'],
    ['too much', Array.from({ length: 51 }, () => 'read:own_data'), '1 to'],
  ])('is refused with %s as its permissions', async (_, permissions, hint) => {
    const { caller } = await anAdmin(server);
    const { role, errors } = await accounts.createRole({ permissions }, caller);
    expect(role).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ __typename: 'InvalidInput', path: ['input', 'permissions'] })]);
    expect(errors[0]?.message).toContain(hint);
  });

  it('has a name that no other one of its organization has, however it is written', async () => {
    const { caller } = await anAdmin(server);
    const permissions = ['read:own_data'];
    await aRole(caller, permissions, 'Support Team');
    for (const name of ['support team', 'Ｓupport　Team', 'SUPPORT  TEAM', 'Admin', 'viewer'])
      expect(typesOf(await accounts.createRole({ name, permissions }, caller))).toEqual(['RoleNameTaken']);
    const other = await aRole(caller, permissions, 'Others');
    const renamed = await accounts.updateRole({ roleId: other, name: 'support team', permissions }, caller);
    expect(typesOf(renamed)).toEqual(['RoleNameTaken']);
    expect(typesOf(await accounts.updateRole({ roleId: other, name: 'OTHERS', permissions }, caller))).toEqual([]);
    await aRole((await anAdmin(server)).caller, permissions, 'Support Team');
  });

  it('is made once with one idempotency key, and once of two at the same time with one name', async () => {
    const { caller } = await anAdmin(server);
    const input = { name: 'Buyers', permissions: ['read:own_data'] };
    const same = await Promise.all([1, 2, 3].map(() => accounts.createRole({ ...input, idempotencyKey: 'k' }, caller)));
    expect(new Set(same.map(({ role }) => role?.id)).size).toBe(1);
    const racing = await Promise.all([1, 2, 3].map(() => accounts.createRole({ ...input, name: 'Sellers' }, caller)));
    expect(racing.filter(({ role }) => role !== null)).toHaveLength(1);
  });

  it('is one of at most fifty', async () => {
    const { caller, organization } = await anAdmin(server);
    await db.database.execute(sql`
      insert into roles (id, organization_id, name, name_key, description, permissions, created_at, updated_at)
      select 'rol_' || md5(${organization.id} || n), ${organization.id}, n::text, n::text, '', '{read:own_data}', now(), now()
      from generate_series(1, 49) as n`);
    const racing = await Promise.all(
      [1, 2, 3].map(() => accounts.createRole({ permissions: ['read:own_data'] }, caller)),
    );
    expect(racing.filter(({ role }) => role !== null)).toHaveLength(1);
  });

  it('is one of fewer, and permits less, where whoever runs the platform says so', async () => {
    const strict = await startIdentity(db.database, clock.read, { roleLimits: { roles: 1, permissions: 1 } });
    const { caller } = await anAdmin(server);
    const { createRole } = accountsOf(strict);
    const { errors } = await createRole({ permissions: ['read:own_data', 'write:own_data'] }, caller);
    expect(errors).toEqual([expect.objectContaining({ message: 'A role has 1 to 1 permissions.' })]);
    expect((await createRole({ permissions: ['read:own_data'] }, caller)).role).not.toBeNull();
    expect(typesOf(await createRole({ name: 'Next', permissions: ['read:own_data'] }, caller))).toEqual([
      'InvalidInput',
    ]);
    await strict.stop();
  });

  it('needs a sign-in within the hour to be made, changed or deleted', async () => {
    const admin = await anAdmin(server);
    const roleId = await aRole(admin.caller, ['read:own_data']);
    clock.advance(3_601);
    const role = { roleId, name: 'x', permissions: ['read:own_data'] };
    await expect(accounts.createRole({ permissions: ['read:own_data'] }, admin.caller)).rejects.toThrow(
      'STEP_UP_REQUIRED',
    );
    await expect(accounts.updateRole(role, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    await expect(accounts.deleteRole({ roleId }, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });

  it('leaves in the trail what it permitted before and after', async () => {
    const admin = await anAdmin(server);
    const roleId = await aRole(admin.caller, ['read:own_data'], 'Trail');
    await accounts.updateRole({ roleId, name: 'Trail', permissions: ['read:any_data'] }, admin.caller);
    const entries = await db.database.many<{ data: object }>(sql`
      select data from outbox where subject = ${roleId} and type = 'conea.identity.audit.recorded' order by position`);
    expect(entries.map(({ data }) => data)).toEqual([
      expect.objectContaining({ action: 'role.create', metadata: { name: 'Trail', permissions: ['read:own_data'] } }),
      expect.objectContaining({
        action: 'role.update',
        metadata: { name: 'Trail', permissions: ['read:any_data'], permissionsBefore: ['read:own_data'] },
      }),
    ]);
  });
});

describe('who may give roles', () => {
  it('makes none that permits more than they may, nor lets one grow to that', async () => {
    const { member, roleId } = await anAdminAnd(['read:own_data', 'manage:roles']);
    for (const permission of ['read:any_data', 'write:own_data', 'impersonate:users']) {
      const permissions = ['read:own_data', 'manage:roles', permission];
      await expect(accounts.createRole({ permissions }, member.caller)).rejects.toThrow('FORBIDDEN');
      const itself = { roleId, name: 'Own', permissions };
      await expect(accounts.updateRole(itself, member.caller)).rejects.toThrow('FORBIDDEN');
    }
    expect(await accounts.createRole({ permissions: ['read:own_data'] }, member.caller)).toMatchObject({ errors: [] });
  });

  it('gives and takes none that permits more, neither to others nor to themselves', async () => {
    const { admin, member } = await anAdminAnd(['read:own_data', 'manage:roles']);
    const strong = await aRole(admin.caller, ['write:any_data']);
    const viewer = await aMember(admin.caller, { role: 'VIEWER' });
    const attempts = [
      { userId: member.id, role: 'ADMIN' },
      { userId: member.id, ...custom(strong) },
      { userId: viewer.id, role: 'USER' },
      { userId: admin.id, role: 'VIEWER' },
    ];
    for (const attempt of attempts)
      await expect(accounts.changeRole(attempt, member.caller)).rejects.toThrow('FORBIDDEN');
    const [update, remove] = [{ roleId: strong, name: 'x', permissions: ['read:own_data'] }, { roleId: strong }];
    await expect(accounts.updateRole(update, member.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.deleteRole(remove, member.caller)).rejects.toThrow('FORBIDDEN');
    const own = await aRole(member.caller, ['read:own_data']);
    await accounts.changeRole({ userId: viewer.id, ...custom(own) }, member.caller);
    const rising = { roleId: own, replacement: { role: 'ADMIN' } };
    await expect(accounts.deleteRole(rising, member.caller)).rejects.toThrow('FORBIDDEN');
  });

  it('may no longer what their role has lost, whatever their token says', async () => {
    const { admin, member, roleId } = await anAdminAnd(['read:own_data', 'manage:roles', 'manage:users']);
    await accounts.updateRole({ roleId, name: 'Less', permissions: ['read:own_data'] }, admin.caller);
    await expect(accounts.createRole({ permissions: ['read:own_data'] }, member.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.createUser({ role: 'VIEWER' }, member.caller)).rejects.toThrow('FORBIDDEN');
  });

  it('may with a token of fewer scopes no more than it says', async () => {
    const { caller } = await anAdmin(server);
    const less = { ...caller, user: caller.user && { ...caller.user, scopes: ['read:own_data'] } };
    await expect(accounts.createRole({ permissions: ['read:own_data'] }, less)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.createUser({}, less)).rejects.toThrow('FORBIDDEN');
  });
});

describe('who may manage users', () => {
  it('creates, suspends, restores and removes those who may no more than they', async () => {
    const { member } = await anAdminAnd(['read:own_data', 'manage:users']);
    const { user } = await accounts.createUser({ role: 'VIEWER' }, member.caller);
    const userId = user?.id ?? '';
    expect(typesOf(await accounts.suspendMember(userId, member.caller))).toEqual([]);
    expect(typesOf(await accounts.restoreMember(userId, member.caller))).toEqual([]);
    expect(typesOf(await accounts.revokeMemberSessions(userId, member.caller))).toEqual([]);
    expect(typesOf(await accounts.removeMember(userId, member.caller))).toEqual([]);
  });

  it('does nothing to those who may more', async () => {
    const { admin, member } = await anAdminAnd(['read:own_data', 'manage:users']);
    const user = await aMember(admin.caller, { role: 'USER' });
    for (const { id } of [admin, user]) {
      await expect(accounts.suspendMember(id, member.caller)).rejects.toThrow('FORBIDDEN');
      await expect(accounts.restoreMember(id, member.caller)).rejects.toThrow('FORBIDDEN');
      await expect(accounts.removeMember(id, member.caller)).rejects.toThrow('FORBIDDEN');
      await expect(accounts.revokeMemberSessions(id, member.caller)).rejects.toThrow('FORBIDDEN');
    }
    for (const role of ['ADMIN', 'USER'])
      await expect(accounts.createUser({ role }, member.caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.changeRole({ userId: member.id, role: 'VIEWER' }, member.caller)).rejects.toThrow(
      'FORBIDDEN',
    );
  });
});

describe('a role that changes', () => {
  const newestOf = async (userId: string) =>
    db.database.maybeOne<{ version: number }>(sql`
      select max(membership_version) as version from revocations where user_id = ${userId}`);

  it('makes the tokens of all who have it worthless, and of nobody else', async () => {
    const { admin, member, roleId } = await anAdminAnd(['read:own_data', 'write:own_data']);
    const second = await aMember(admin.caller, custom(roleId));
    await accounts.updateRole(
      { roleId, name: 'Renamed', permissions: ['write:own_data', 'read:own_data'] },
      admin.caller,
    );
    expect((await newestOf(admin.id))?.version ?? null).toBeNull();
    await accounts.updateRole({ roleId, name: 'Less', permissions: ['read:own_data'] }, admin.caller);
    for (const { id, session } of [member, second]) {
      const claimed = decodeJwt(session.accessToken)['membership_version'];
      expect((await newestOf(id))?.version).toBeGreaterThan(Number(claimed));
      const next = await accounts.refresh(session.refreshToken);
      expect(callerOf(next.session?.accessToken ?? '').user?.scopes).toEqual(['read:own_data']);
    }
    expect((await newestOf(admin.id))?.version ?? null).toBeNull();
  });

  it('takes what it no longer permits from API keys too', async () => {
    const { admin, member, roleId } = await anAdminAnd(['read:own_data', 'write:own_data']);
    const scopes = ['read:own_data', 'write:own_data'];
    const { secret } = await accounts.createApiKey({ scopes }, member.caller);
    await accounts.updateRole({ roleId, name: 'Less', permissions: ['read:own_data'] }, admin.caller);
    expect(await server.verifyKey(secret)).toMatchObject({ user: { role: 'viewer', scopes: ['read:own_data'] } });
  });
});

describe('a role that is deleted', () => {
  it('stays while somebody has it, suspended or not', async () => {
    const { admin, roleId, member } = await anAdminAnd(['read:own_data']);
    await accounts.suspendMember(member.id, admin.caller);
    const { errors } = await accounts.deleteRole({ roleId }, admin.caller);
    expect(errors).toEqual([expect.objectContaining({ __typename: 'RoleInUse' })]);
    await accounts.removeMember(member.id, admin.caller);
    expect(await accounts.deleteRole({ roleId }, admin.caller)).toEqual({ roleId, errors: [] });
    expect(typesOf(await accounts.deleteRole({ roleId }, admin.caller))).toEqual(['NotFound']);
  });

  it('gives way to the one that is named for it', async () => {
    const { admin, roleId, member } = await anAdminAnd(['read:own_data', 'write:any_data']);
    const next = await aRole(admin.caller, ['read:own_data']);
    for (const replacement of [custom(roleId), custom(noRole), custom('x')])
      expect(typesOf(await accounts.deleteRole({ roleId, replacement }, admin.caller))).toEqual(['NotFound']);
    await accounts.deleteRole({ roleId, replacement: custom(next) }, admin.caller);
    const { session } = await accounts.refresh(member.session.refreshToken);
    expect(callerOf(session?.accessToken ?? '').user?.scopes).toEqual(['read:own_data']);
  });

  it('is nobody’s, when it is given to somebody at the same time', async () => {
    const admin = await anAdmin(server);
    const { user } = await accounts.createUser({ role: 'VIEWER' }, admin.caller);
    for (let round = 0; round < 5; round++) {
      const roleId = await aRole(admin.caller, ['read:own_data']);
      const given = { userId: user?.id, ...custom(roleId) };
      const [change, removal] = await Promise.all([
        accounts.changeRole(given, admin.caller),
        accounts.deleteRole({ roleId }, admin.caller),
      ]);
      expect([typesOf(change), typesOf(removal)]).toContainEqual([]);
      expect(typesOf(change).length + typesOf(removal).length).toBe(1);
      await accounts.changeRole({ userId: user?.id, role: 'VIEWER' }, admin.caller);
    }
  });
});

describe('a role of another organization', () => {
  it('is none: it is not seen, given, changed or deleted', async () => {
    const { admin, roleId } = await anAdminAnd(['read:own_data']);
    const stranger = await anAdmin(server);
    const { user } = await accounts.createUser({}, stranger.caller);
    const { caller } = stranger;
    const given = { userId: user?.id, ...custom(roleId) };
    const changed = { roleId, name: 'Theirs', permissions: ['read:own_data'] };
    expect(typesOf(await accounts.changeRole(given, caller))).toEqual(['NotFound']);
    expect(typesOf(await accounts.createUser(custom(roleId), caller))).toEqual(['NotFound']);
    expect(typesOf(await accounts.updateRole(changed, caller))).toEqual(['NotFound']);
    expect(typesOf(await accounts.deleteRole({ roleId }, caller))).toEqual(['NotFound']);
    expect(JSON.stringify(await server.request('{ roles { id } }', {}, caller))).not.toContain(roleId);
    expect(JSON.stringify(await server.request('{ roles { id } }', {}, admin.caller))).toContain(roleId);
  });

  it('cannot be a member’s, even when nobody asks the resolvers', async () => {
    const { roleId } = await anAdminAnd(['read:own_data']);
    const stranger = await anAdmin(server);
    const steal = sql`update memberships set role = ${roleId} where user_id = ${stranger.id}`;
    await expect(db.database.execute(steal)).rejects.toMatchObject({ code: '23503' });
  });
});

it('a role that permits neither to read nor to manage users sees nobody but its user', async () => {
  const { admin, member } = await anAdminAnd(['execute:ai_requests', 'read:audit_logs']);
  const query = 'query ($id: ID!) { me { id organization { members { nodes { id } } } } user(id: $id) { id } }';
  expect(await server.request(query, { id: admin.id }, member.caller)).toEqual({
    data: { me: { id: member.id, organization: { members: null } }, user: null },
  });
  const representations = [admin.id, member.id].map((id) => ({ __typename: 'User', id }));
  const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id } } }';
  expect(await server.request(entities, { r: representations }, member.caller)).toEqual({
    data: { _entities: [null, { id: member.id }] },
  });
});

it('a role is chosen with its id, and with no other role', async () => {
  const { admin, roleId, member } = await anAdminAnd(['read:own_data']);
  for (const choice of [{ role: 'CUSTOM' }, { role: 'USER', customRoleId: roleId }])
    await expect(accounts.changeRole({ userId: member.id, ...choice }, admin.caller)).rejects.toThrow('BAD_USER_INPUT');
});

it('the last admin stays one, whatever roles there are', async () => {
  const { admin, roleId } = await anAdminAnd(['read:own_data', 'manage:roles', 'manage:users']);
  expect(typesOf(await accounts.changeRole({ userId: admin.id, ...custom(roleId) }, admin.caller))).toEqual([
    'LastAdmin',
  ]);
});

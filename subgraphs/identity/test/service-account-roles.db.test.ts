import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { decodeJwt } from 'jose';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { accountsOf, anAdmin } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { aServiceClient, basic, oauthAdminOf, postForm } from './support/oauth-clients.ts';

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

const both = ['read:own_data', 'write:own_data'];
const readOnly = ['read:own_data'];
const typesOf = ({ errors }: { errors: { __typename: string }[] }) => errors.map(({ __typename }) => __typename);
const custom = (customRoleId: string) => ({ role: 'CUSTOM', customRoleId });

async function aRole(caller: Caller, permissions: readonly string[]): Promise<string> {
  const { role, errors } = await accounts.createRole({ permissions, name: `r ${Math.random()}` }, caller);
  if (!role) throw new Error(`the role of the test was refused: ${JSON.stringify(errors)}`);
  return role.id;
}

/** A role that an organization made, and a client of a service account that has it. */
async function aRobot(permissions: readonly string[] = both) {
  const admin = await anAdmin(server);
  const roleId = await aRole(admin.caller, permissions);
  const client = await aServiceClient(server, admin.caller, { ...custom(roleId), scopes: both });
  return { ...admin, ...client, roleId };
}

type Robot = Awaited<ReturnType<typeof aRobot>>;

async function aToken({ clientId, secret }: Robot) {
  const form = { grant_type: 'client_credentials' };
  const { json } = await postForm(server, '/oauth/token', form, { authorization: basic(clientId, secret) });
  if (typeof json['access_token'] !== 'string') return { scope: String(json['error']), version: 0 };
  const { scope, membership_version: version } = decodeJwt(json['access_token']);
  return { scope: String(scope), version: Number(version) };
}

/** Whether the router is told to refuse a token of this version. */
const isRefused = async ({ accountId }: Robot, version: number) =>
  (await db.database.maybeOne(sql`
    select from revocations where user_id = ${accountId} and membership_version > ${version}`)) !== null;

describe('a service account with a role of its organization', () => {
  it('gets what the role permits, by tokens and by keys, and shows it', async () => {
    const robot = await aRobot(readOnly);
    expect(await aToken(robot)).toMatchObject({ scope: 'read:own_data' });
    const wish = { serviceAccountId: robot.accountId };
    const { errors } = await accounts.createApiKey({ ...wish, scopes: both }, robot.caller);
    expect(errors).toMatchObject([{ path: ['input', 'scopes'] }]);
    const { secret } = await accounts.createApiKey({ ...wish, scopes: readOnly }, robot.caller);
    expect(await server.verifyKey(secret)).toMatchObject({ user: { id: robot.accountId, scopes: readOnly } });
    const query =
      '{ serviceAccounts { nodes { role customRole { id memberCount serviceAccountCount } } } roles { id serviceAccountCount } }';
    const { data } = await server.request(query, {}, robot.caller);
    expect(data?.['serviceAccounts']).toEqual({
      nodes: [{ role: 'CUSTOM', customRole: { id: robot.roleId, memberCount: 0, serviceAccountCount: 1 } }],
    });
    expect(data?.['roles']).toEqual([
      ...['admin', 'user', 'viewer'].map((name) => ({ id: `rol_${name}`, serviceAccountCount: 0 })),
      { id: robot.roleId, serviceAccountCount: 1 },
    ]);
  });

  it('follows other permissions of the role: older tokens are refused, and keys lose what it lost', async () => {
    const robot = await aRobot();
    const wish = { serviceAccountId: robot.accountId, scopes: both };
    const { secret } = await accounts.createApiKey(wish, robot.caller);
    const before = await aToken(robot);
    expect(before.scope).toBe(both.join(' '));
    await accounts.updateRole({ roleId: robot.roleId, name: 'Less', permissions: readOnly }, robot.caller);
    expect(await isRefused(robot, before.version)).toBe(true);
    const after = await aToken(robot);
    expect([after.scope, await isRefused(robot, after.version)]).toEqual(['read:own_data', false]);
    expect(await server.verifyKey(secret)).toMatchObject({ user: { scopes: readOnly } });
    const told = await db.database.many(sql`
      select subject from outbox where type = 'conea.identity.service_account.role_changed' and subject = ${robot.accountId}`);
    expect(told).toHaveLength(1);
  });

  it('is given another one by an admin with a fresh proof, and none of another organization', async () => {
    const robot = await aRobot(readOnly);
    const admins = oauthAdminOf(server);
    const serviceAccountId = robot.accountId;
    const before = await aToken(robot);
    const { serviceAccount } = await admins.changeRole({ serviceAccountId, role: 'USER' }, robot.caller);
    expect(serviceAccount).toMatchObject({ id: serviceAccountId, role: 'USER' });
    expect(await isRefused(robot, before.version)).toBe(true);
    expect((await aToken(robot)).scope).toBe(both.join(' '));
    const stranger = await aRobot();
    const [theirs, ours] = [custom(stranger.roleId), custom(robot.roleId)];
    expect(typesOf(await admins.changeRole({ serviceAccountId, ...theirs }, robot.caller))).toEqual(['NotFound']);
    expect(typesOf(await admins.createAccount(theirs, robot.caller))).toEqual(['NotFound']);
    expect(typesOf(await admins.changeRole({ serviceAccountId, role: 'USER' }, stranger.caller))).toEqual(['NotFound']);
    const steal = sql`update service_accounts set role = ${stranger.roleId} where id = ${serviceAccountId}`;
    await expect(db.database.execute(steal)).rejects.toMatchObject({ code: '23503' });
    clock.advance(3_601);
    await expect(admins.changeRole({ serviceAccountId, ...ours }, robot.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    const trail = await db.database.many(sql`
      select data -> 'metadata' as metadata from outbox
      where data ->> 'action' = 'service_account.change_role' and subject = ${serviceAccountId}
        and data ->> 'result' = 'success'`);
    expect(trail).toMatchObject([{ metadata: { role: 'user', roleBefore: robot.roleId } }]);
  });

  it('keeps the role from being deleted, disabled or not, until another one takes its place', async () => {
    const robot = await aRobot();
    await oauthAdminOf(server).disableAccount(robot.accountId, robot.caller);
    const query = `mutation ($input: DeleteRoleInput!) {
      deleteRole(input: $input) { errors { ... on RoleInUse { memberCount serviceAccountCount } } }
    }`;
    const { data } = await server.request(query, { input: { roleId: robot.roleId } }, robot.caller);
    expect(data?.['deleteRole']).toEqual({ errors: [{ memberCount: 0, serviceAccountCount: 1 }] });
    await oauthAdminOf(server).enableAccount(robot.accountId, robot.caller);
    const before = await aToken(robot);
    const replaced = { roleId: robot.roleId, replacement: { role: 'VIEWER' } };
    expect(await accounts.deleteRole(replaced, robot.caller)).toEqual({ roleId: robot.roleId, errors: [] });
    expect(await isRefused(robot, before.version)).toBe(true);
    expect((await aToken(robot)).scope).toBe('read:own_data');
  });
});

describe('a token that is issued while the role changes', () => {
  it('waits for the change that came first, and has what the role permits then', async () => {
    const robot = await aRobot();
    let waiting = Promise.resolve({ scope: '', version: 0 });
    await db.database.transaction(async (tx) => {
      await tx.execute(sql`update roles set permissions = '{read:own_data}' where id = ${robot.roleId}`);
      waiting = aToken(robot);
      await until('the token waits', async () => {
        const { count } = await db.database.one<{ count: number }>(sql`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%service_accounts%for share%'`);
        return count === 1;
      });
    });
    const { scope, version } = await waiting;
    expect([scope, await isRefused(robot, version)]).toEqual(['read:own_data', false]);
  });

  it.each([
    [
      'gets other permissions',
      (robot: Robot) =>
        accounts.updateRole({ roleId: robot.roleId, name: 'Less', permissions: readOnly }, robot.caller),
    ],
    [
      'is deleted',
      (robot: Robot) => accounts.deleteRole({ roleId: robot.roleId, replacement: { role: 'VIEWER' } }, robot.caller),
    ],
  ])('has them, or is refused, whenever the role %s', async (_, change) => {
    for (let round = 0; round < 8; round++) {
      const robot = await aRobot();
      const racers = await Promise.all([aToken(robot), aToken(robot), change(robot), aToken(robot), aToken(robot)]);
      for (const racer of racers)
        if ('scope' in racer)
          expect([racer.scope, await isRefused(robot, racer.version)]).toEqual(
            racer.scope === both.join(' ') ? [both.join(' '), true] : ['read:own_data', false],
          );
      expect((await aToken(robot)).scope).toBe('read:own_data');
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';

let db: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, aClock().read);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const eventsOf = (organizationId: string, type: string) =>
  db.database.many<{ data: unknown }>(sql`
    select data from outbox where tenant_id = ${organizationId} and type = ${`conea.identity.${type}`} order by position`);
const daysOf = async ({ organization: { id }, caller }: Awaited<ReturnType<typeof anAdmin>>) => {
  const query = 'query ($id: ID!) { organization(id: $id) { auditRetentionDays } }';
  return (await server.request(query, { id }, caller)).data;
};

const aMember = async (admin: Awaited<ReturnType<typeof anAdmin>>) => {
  const email = anEmail();
  const { user } = await accounts.createUser({ email, role: 'VIEWER' }, admin.caller);
  const { session } = await accounts.signIn({ email, password });
  return { id: user?.id ?? '', caller: callerOf(session?.accessToken ?? '') };
};

describe('how long an audit trail is kept at hand', () => {
  it('is a year, until an admin says otherwise, which is told and audited', async () => {
    const admin = await anAdmin(server);
    const stranger = await anAdmin(server);
    expect(await daysOf(admin)).toEqual({ organization: { auditRetentionDays: 365 } });
    const { organization } = await accounts.changeAuditRetention(90, admin.caller);
    expect(organization).toEqual({ id: admin.organization.id, auditRetentionDays: 90 });
    await accounts.changeAuditRetention(3_650, admin.caller);
    const told = await eventsOf(admin.organization.id, 'organization.audit_retention_changed');
    expect(told.map(({ data }) => data)).toEqual([{ days: 90 }, { days: 3_650 }]);
    const audited = await eventsOf(admin.organization.id, 'audit.recorded');
    expect(audited.at(-1)?.data).toMatchObject({
      ...{ action: 'organization.change_audit_retention', actorId: admin.id, result: 'success' },
      ...{ resourceId: admin.organization.id, metadata: { from: 90, to: 3_650 } },
    });
    expect(await daysOf(stranger)).toEqual({ organization: { auditRetentionDays: 365 } });
  });

  it.each([89, 3_651, 0, -1])('is not %d days', async (days) => {
    const admin = await anAdmin(server);
    expect(await accounts.changeAuditRetention(days, admin.caller)).toMatchObject({
      organization: null,
      errors: [{ __typename: 'InvalidInput', path: ['input', 'days'] }],
    });
    expect(await daysOf(admin)).toEqual({ organization: { auditRetentionDays: 365 } });
  });

  it('is for admins to say', async () => {
    const admin = await anAdmin(server);
    const viewer = await aMember(admin);
    await expect(accounts.changeAuditRetention(90, viewer.caller)).rejects.toThrow('FORBIDDEN');
  });
});

const readsOf = async (organizationId: string) =>
  (await eventsOf(organizationId, 'audit.recorded'))
    .map(({ data }) => data)
    .filter((data) => /"[a-z_]+\.list"/.test(JSON.stringify(data)));

describe('who looks at members, service accounts, invitations, keys and sessions', () => {
  it('is told of in the audit trail', async () => {
    const admin = await anAdmin(server);
    const query = `query ($id: ID!) { organization(id: $id) { members { nodes { id } } }
      apiKeys { nodes { id } } sessions { nodes { id } } serviceAccounts { nodes { id } } invitations { nodes { id } } }`;
    expect((await server.request(query, { id: admin.organization.id }, admin.caller)).errors).toBeUndefined();
    const own = { actorId: admin.id, result: 'success', resourceType: 'User', resourceId: admin.id };
    const all = { ...own, resourceType: 'Organization', resourceId: admin.organization.id };
    const reads = await readsOf(admin.organization.id);
    expect(reads).toHaveLength(5);
    expect(reads).toEqual(
      expect.arrayContaining([
        ...['member.list', 'service_account.list', 'invitation.list'].map((action) =>
          expect.objectContaining({ action, ...all }),
        ),
        ...['api_key.list', 'session.list'].map((action) => expect.objectContaining({ action, ...own })),
      ]),
    );
  });

  it('is told of as refused where it was', async () => {
    const admin = await anAdmin(server);
    const viewer = await aMember(admin);
    const { errors } = await server.request('{ serviceAccounts { nodes { id } } }', {}, viewer.caller);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await readsOf(admin.organization.id)).toMatchObject([
      { action: 'service_account.list', actorId: viewer.id, result: 'failure' },
    ]);
  });
});

describe('what the audit trail has of a change of a role', () => {
  it('is which one it was and which one it is, also where it was refused', async () => {
    const admin = await anAdmin(server);
    const viewer = await aMember(admin);
    await accounts.changeRole({ userId: viewer.id, role: 'USER' }, admin.caller);
    await accounts.changeRole({ userId: admin.id, role: 'VIEWER' }, admin.caller);
    const told = (await eventsOf(admin.organization.id, 'audit.recorded')).map(({ data }) => data);
    expect(told.filter((data) => JSON.stringify(data).includes('user.change_role'))).toMatchObject([
      { result: 'success', resourceId: viewer.id, metadata: { from: 'viewer', to: 'user' } },
      { result: 'failure', resourceId: admin.id, metadata: { from: 'admin', to: 'viewer' } },
    ]);
  });
});

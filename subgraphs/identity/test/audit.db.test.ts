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
    const email = anEmail();
    await accounts.createUser({ email, role: 'USER' }, admin.caller);
    const { session } = await accounts.signIn({ email, password });
    await expect(accounts.changeAuditRetention(90, callerOf(session?.accessToken ?? ''))).rejects.toThrow('FORBIDDEN');
  });
});

describe('who looks at members, keys and sessions', () => {
  it('is told of in the audit trail', async () => {
    const admin = await anAdmin(server);
    const query = `query ($id: ID!) { organization(id: $id) { members { nodes { id } } }
      apiKeys { nodes { id } } sessions { nodes { id } } }`;
    expect((await server.request(query, { id: admin.organization.id }, admin.caller)).errors).toBeUndefined();
    const told = await eventsOf(admin.organization.id, 'audit.recorded');
    const reads = told.map(({ data }) => data).filter((data) => /"[a-z_]+\.list"/.test(JSON.stringify(data)));
    expect(reads).toHaveLength(3);
    const own = { actorId: admin.id, result: 'success', resourceType: 'User', resourceId: admin.id };
    expect(reads).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'member.list', resourceId: admin.organization.id, actorId: admin.id }),
        expect.objectContaining({ action: 'api_key.list', ...own }),
        expect.objectContaining({ action: 'session.list', ...own }),
      ]),
    );
  });
});

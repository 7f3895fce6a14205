import { sql, type Database } from '@conea/platform';
import type { ServiceAccount, ServiceAccountStore } from '../domain/service-account.ts';

const columns = sql`
  account.id, account.organization_id as "organizationId", account.name, account.role, account.created_at as "createdAt",
  account.disabled_at as "disabledAt", custom.permissions as "customPermissions"`;

const withRole = sql`
  service_accounts as account
  left join roles as custom on custom.organization_id = account.organization_id and custom.id = account.custom_role_id`;

/** Service accounts in Postgres. Everything is bound to the organization. */
export function createServiceAccountStore(database: Database): ServiceAccountStore {
  return {
    create: async (tx, { id, organizationId, name, role, createdAt }) => {
      await tx.execute(sql`
        insert into service_accounts (id, organization_id, name, role, created_at)
        values (${id}, ${organizationId}, ${name}, ${role}, ${createdAt})`);
    },
    countOfOrganization: async (tx, organizationId) => {
      await tx.execute(sql`select id from organizations where id = ${organizationId} for no key update`);
      const { count } = await tx.one<{ count: number }>(
        sql`select count(*)::int as count from service_accounts where organization_id = ${organizationId}`,
      );
      return count;
    },
    find: (tx, organizationId, id) =>
      tx.maybeOne<ServiceAccount>(sql`
        select ${columns} from ${withRole}
        where account.organization_id = ${organizationId} and account.id = ${id}`),
    disable: async (tx, organizationId, id, now) =>
      (await tx.execute(sql`
        update service_accounts set disabled_at = coalesce(disabled_at, ${now})
        where organization_id = ${organizationId} and id = ${id}`)) === 1,
    enable: async (tx, organizationId, id) =>
      (await tx.execute(sql`
        update service_accounts set disabled_at = null where organization_id = ${organizationId} and id = ${id}`)) ===
      1,
    changeRole: async (tx, organizationId, id, role) => {
      await tx.execute(sql`
        update service_accounts set role = ${role} where organization_id = ${organizationId} and id = ${id}`);
    },
    listByIds: (organizationId, ids) =>
      database.forTenant(organizationId).many<ServiceAccount>(sql`
        select ${columns} from ${withRole}
        where account.organization_id = ${organizationId} and account.id = any(${ids})`),
    pageOfOrganization: (organizationId, { limit, after }) =>
      database.forTenant(organizationId).many<ServiceAccount>(sql`
        select ${columns} from ${withRole}
        where account.organization_id = ${organizationId}
          and (${after === null} or (account.created_at, account.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by account.created_at, account.id
        limit ${limit}`),
  };
}

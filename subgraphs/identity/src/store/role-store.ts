import { sql, type Database } from '@conea/platform';
import {
  builtInRoles,
  type CustomRole,
  type OrganizationRole,
  type RoleCount,
  type RoleStore,
} from '../domain/organization-role.ts';

const columns = sql`id, organization_id as "organizationId", name, description, permissions`;

const counted = sql`
  select role.id, role.id as role, role.name, role.description, role.permissions,
    (select count(*) from memberships as member
      where member.organization_id = role.organization_id and member.role = role.id)::int as "memberCount",
    (select count(*) from service_accounts as account
      where account.organization_id = role.organization_id and account.role = role.id)::int as "serviceAccountCount"
  from roles as role`;

/** Roles that organizations made, in Postgres. */
export function createRoleStore(database: Database): RoleStore {
  return {
    create: async (tx, id, organizationId, { name, nameKey, description, permissions }, now) =>
      (await tx.execute(sql`
        insert into roles (id, organization_id, name, name_key, description, permissions, created_at, updated_at)
        values (${id}, ${organizationId}, ${name}, ${nameKey}, ${description}, ${permissions}, ${now}, ${now})
        on conflict (organization_id, name_key) do nothing`)) === 1,
    // Who changes names of one organization takes turns (lockAdmins), so that nobody takes the name in between.
    update: async (tx, id, { name, nameKey, description, permissions }, now) =>
      (await tx.execute(sql`
        update roles as role
        set name = ${name}, name_key = ${nameKey}, description = ${description}, permissions = ${permissions}, updated_at = ${now}
        where id = ${id} and not exists (
          select from roles as other
          where other.organization_id = role.organization_id and other.name_key = ${nameKey} and other.id <> role.id
        )`)) === 1,
    count: async (tx, organizationId) => {
      const { count } = await tx.one<{ count: number }>(
        sql`select count(*)::int as count from roles where organization_id = ${organizationId}`,
      );
      return count;
    },
    find: (tx, organizationId, id) =>
      tx.maybeOne<CustomRole>(sql`
        select ${columns} from roles where organization_id = ${organizationId} and id = ${id}`),
    lock: (tx, organizationId, id) =>
      tx.maybeOne<CustomRole>(sql`
        select ${columns} from roles where organization_id = ${organizationId} and id = ${id} for update`),
    delete: async (tx, id) => {
      await tx.execute(sql`delete from roles where id = ${id}`);
    },
    findHolders: async (tx, organizationId, role) => ({
      userIds: idsOf(
        await tx.many(sql`
          select user_id as id from memberships where organization_id = ${organizationId} and role = ${role}`),
      ),
      serviceAccountIds: idsOf(
        await tx.many(sql`
          select id from service_accounts where organization_id = ${organizationId} and role = ${role}`),
      ),
    }),
    replace: async (tx, organizationId, from, to) => ({
      userIds: idsOf(
        await tx.many(sql`
          update memberships set role = ${to} where organization_id = ${organizationId} and role = ${from}
          returning user_id as id`),
      ),
      serviceAccountIds: idsOf(
        await tx.many(sql`
          update service_accounts set role = ${to} where organization_id = ${organizationId} and role = ${from}
          returning id`),
      ),
    }),
    listByIds: (organizationId, ids) =>
      database.forTenant(organizationId).many<OrganizationRole>(sql`
        ${counted} where role.organization_id = ${organizationId} and role.id = any(${ids})`),
    listOfOrganization: async (organizationId) => {
      const bound = database.forTenant(organizationId);
      const counts = await bound.many<RoleCount>(sql`
        select role, (count(*) filter (where is_member))::int as "memberCount",
          (count(*) filter (where not is_member))::int as "serviceAccountCount"
        from (
          select role, true as is_member from memberships where organization_id = ${organizationId} and custom_role_id is null
          union all
          select role, false from service_accounts where organization_id = ${organizationId} and custom_role_id is null
        ) as held
        group by role`);
      const own = await bound.many<OrganizationRole>(sql`
        ${counted} where role.organization_id = ${organizationId} order by role.name_key`);
      return [...builtInRoles(counts), ...own];
    },
  };
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

import { sql, type Database } from '@conea/platform';
import { builtInRoles, type CustomRole, type OrganizationRole, type RoleStore } from '../domain/organization-role.ts';
import type { Role } from '../domain/roles.ts';

const columns = sql`id, organization_id as "organizationId", name, description, permissions`;

const counted = sql`
  select role.id, role.id as role, role.name, role.description, role.permissions,
    (select count(*) from memberships as member
      where member.organization_id = role.organization_id and member.role = role.id)::int as "memberCount"
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
    memberIds: async (tx, organizationId, role) => {
      const members = await tx.many<{ id: string }>(sql`
        select user_id as id from memberships where organization_id = ${organizationId} and role = ${role}`);
      return members.map(({ id }) => id);
    },
    replace: async (tx, organizationId, from, to) => {
      const members = await tx.many<{ id: string }>(sql`
        update memberships set role = ${to} where organization_id = ${organizationId} and role = ${from}
        returning user_id as id`);
      return members.map(({ id }) => id);
    },
    listByIds: (ids) => database.many<OrganizationRole>(sql`${counted} where role.id = any(${ids})`),
    listOfOrganization: async (organizationId) => {
      const counts = await database.many<{ role: Role; count: number }>(sql`
        select role, count(*)::int as count from memberships
        where organization_id = ${organizationId} and custom_role_id is null
        group by role`);
      const own = await database.many<OrganizationRole>(sql`
        ${counted} where role.organization_id = ${organizationId} order by role.name_key`);
      return [...builtInRoles(counts), ...own];
    },
  };
}

import { sql, type Database } from '@conea/platform';
import type { Credentials, User, UserStore } from '../domain/user.ts';

const columns = sql`id, organization_id as "organizationId", email, name, role, created_at as "createdAt"`;

/** Users in Postgres. Reads are bound to an organization, so another tenant's id finds nothing. */
export function createUserStore(database: Database): UserStore {
  return {
    create: async (tx, { id, organizationId, email, emailKey, name, role, passwordHash, createdAt }) => {
      const created = await tx.execute(sql`
        insert into users (id, organization_id, email, email_key, name, role, password_hash, created_at)
        values (${id}, ${organizationId}, ${email}, ${emailKey}, ${name}, ${role}, ${passwordHash}, ${createdAt})
        on conflict (email_key) do nothing`);
      return created === 1;
    },
    findCredentials: (emailKey) =>
      database.maybeOne<Credentials>(sql`
        select id, organization_id as "organizationId", password_hash as "passwordHash"
        from users
        where email_key = ${emailKey}`),
    replacePasswordHash: async (tx, userId, checkedHash, newHash) => {
      await tx.execute(
        sql`update users set password_hash = ${newHash} where id = ${userId} and password_hash = ${checkedHash}`,
      );
    },
    lockAdmins: async (tx, organizationId) => {
      await tx.execute(sql`select id from organizations where id = ${organizationId} for no key update`);
      const admins = await tx.many<{ id: string }>(
        sql`select id from users where organization_id = ${organizationId} and role = 'admin'`,
      );
      return admins.map(({ id }) => id);
    },
    changeRole: async (tx, organizationId, userId, role) => {
      const changed = await tx.execute(
        sql`update users set role = ${role} where id = ${userId} and organization_id = ${organizationId}`,
      );
      return changed === 1;
    },
    listByIds: (organizationId, ids) =>
      database.many<User>(sql`
        select ${columns} from users where organization_id = ${organizationId} and id = any(${ids})`),
    pageOfOrganization: (organizationId, { limit, after }) =>
      database.many<User>(sql`
        select ${columns}
        from users
        where organization_id = ${organizationId}
          and (${after === null} or (created_at, id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by created_at, id
        limit ${limit}`),
  };
}

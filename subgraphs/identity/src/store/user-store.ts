import { sql, sqlState, type Database } from '@conea/platform';
import type { Account, Credentials, User, UserStore } from '../domain/user.ts';

type AccountRow = Omit<Account, 'email'> & { address: string; key: string };

const uniqueViolation = '23505';

const accounts = sql`
  select person.id, person.name, person.email as address, person.email_key as key,
    person.email_verified_at as "emailVerifiedAt", person.password_hash as "passwordHash",
    person.deleted_at as "deletedAt", person.suspended_at as "suspendedAt"
  from users as person`;

function toAccount({ address, key, ...account }: AccountRow): Account {
  return { ...account, email: { address, key } };
}

const members = sql`
  select person.id, member.organization_id as "organizationId", person.email, person.email_verified_at as "emailVerifiedAt",
    person.name, member.role, custom.permissions as "customPermissions",
    person.created_at as "createdAt", member.joined_at as "joinedAt", member.suspended_at as "suspendedAt"
  from memberships as member
  join users as person on person.id = member.user_id
  left join roles as custom on custom.organization_id = member.organization_id and custom.id = member.custom_role_id`;

/** Users in Postgres. Reads are bound to an organization, so another tenant's id finds nothing. */
export function createUserStore(database: Database): UserStore {
  return {
    create: async (tx, { id, email, emailKey, name, passwordHash, createdAt }) => {
      const created = await tx.execute(sql`
        insert into users (id, email, email_key, name, password_hash, created_at)
        values (${id}, ${email}, ${emailKey}, ${name}, ${passwordHash}, ${createdAt})
        on conflict (email_key) do nothing`);
      return created === 1;
    },
    findCredentials: (emailKey) =>
      database.maybeOne<Credentials>(sql`
        select id, password_hash as "passwordHash", deleted_at as "deletedAt" from users where email_key = ${emailKey}`),
    getAccount: async (userId, tx) =>
      toAccount(await (tx ?? database).one<AccountRow>(sql`${accounts} where person.id = ${userId}`)),
    findAccount: async (tx, emailKey) => {
      const row = await tx.maybeOne<AccountRow>(
        sql`${accounts} where person.email_key = ${emailKey} and person.deleted_at is null`,
      );
      return row && toAccount(row);
    },
    setPassword: async (tx, userId, emailKey, passwordHash) =>
      (await tx.execute(sql`
        update users set password_hash = ${passwordHash} where id = ${userId} and email_key = ${emailKey}`)) === 1,
    verifyEmail: async (tx, userId, emailKey, now) =>
      (await tx.execute(sql`
        update users set email_verified_at = coalesce(email_verified_at, ${now})
        where id = ${userId} and email_key = ${emailKey}`)) === 1,
    suspend: async (tx, userId, reason, now) =>
      (await tx.execute(sql`
        update users set suspended_at = coalesce(suspended_at, ${now}), suspension_reason = ${reason} where id = ${userId}`)) ===
      1,
    endSuspension: async (tx, userId) =>
      (await tx.execute(sql`
        update users set suspended_at = null, suspension_reason = null where id = ${userId} and suspended_at is not null`)) ===
      1,
    exists: async (tx, userId) => (await tx.maybeOne(sql`select from users where id = ${userId}`)) !== null,
    rename: async (tx, userId, name) => {
      await tx.execute(sql`update users set name = ${name} where id = ${userId}`);
    },
    changeEmail: async (tx, userId, { address, key }, now) => {
      await tx.execute(sql`savepoint change_email`);
      try {
        await tx.execute(sql`
          update users set email = ${address}, email_key = ${key}, email_verified_at = ${now} where id = ${userId}`);
        return true;
      } catch (error) {
        if (sqlState(error) !== uniqueViolation) throw error;
        await tx.execute(sql`rollback to savepoint change_email`);
        return false;
      }
    },
    replacePasswordHash: async (tx, userId, checkedHash, newHash) =>
      (await tx.execute(sql`
        update users set password_hash = ${newHash} where id = ${userId} and password_hash = ${checkedHash}`)) === 1,
    listByIds: (organizationId, ids) =>
      database.forTenant(organizationId).many<User>(sql`
        ${members} where member.organization_id = ${organizationId} and person.id = any(${ids})`),
    pageOfOrganization: (organizationId, { limit, after }) =>
      database.forTenant(organizationId).many<User>(sql`
        ${members}
        where member.organization_id = ${organizationId}
          and (${after === null} or (member.joined_at, person.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by member.joined_at, person.id
        limit ${limit}`),
  };
}

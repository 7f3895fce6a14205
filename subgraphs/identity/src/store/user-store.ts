import { sql, type Database, type Queries } from '@conea/platform';
import { emailOf } from '../domain/email.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import type { Account, Credentials, User, UserStore } from '../domain/user.ts';
import { addressMatches, createPersonSeal, personColumns, type SealedPerson } from './sealed-person.ts';

type AccountRow = Omit<Account, 'email' | 'name'> & SealedPerson;
type MemberRow = Omit<User, 'email' | 'name'> & SealedPerson;

const accounts = sql`
  select person.id, ${personColumns}, person.email_verified_at as "emailVerifiedAt", person.password_hash as "passwordHash",
    person.deleted_at as "deletedAt", person.suspended_at as "suspendedAt"
  from users as person`;

const members = sql`
  select person.id, ${personColumns}, member.organization_id as "organizationId", person.email_verified_at as "emailVerifiedAt",
    member.role, custom.permissions as "customPermissions",
    person.created_at as "createdAt", member.joined_at as "joinedAt", member.suspended_at as "suspendedAt"
  from memberships as member
  join users as person on person.id = member.user_id
  left join roles as custom on custom.organization_id = member.organization_id and custom.id = member.custom_role_id`;

/** What nobody's name or address matters to. */
const unsealed: Pick<UserStore, 'suspend' | 'endSuspension' | 'exists' | 'replacePasswordHash'> = {
  suspend: async (tx, userId, reason, now) =>
    (await tx.execute(sql`
      update users set suspended_at = coalesce(suspended_at, ${now}), suspension_reason = ${reason} where id = ${userId}`)) ===
    1,
  endSuspension: async (tx, userId) =>
    (await tx.execute(sql`
      update users set suspended_at = null, suspension_reason = null where id = ${userId} and suspended_at is not null`)) ===
    1,
  exists: async (tx, userId) => (await tx.maybeOne(sql`select from users where id = ${userId}`)) !== null,
  replacePasswordHash: async (tx, userId, checkedHash, newHash) =>
    (await tx.execute(sql`
      update users set password_hash = ${newHash} where id = ${userId} and password_hash = ${checkedHash}`)) === 1,
};

/** Users in Postgres, with their names and addresses sealed. Reads are bound to an organization, so another tenant's id finds nothing. */
export function createUserStore(database: Database, personal: PersonalData): UserStore {
  const { index } = personal;
  const person = createPersonSeal(personal);
  const toAccount = async (row: AccountRow): Promise<Account> => {
    const { address, name, ...account } = await person.open(row);
    return { ...account, name, email: emailOf(address) };
  };
  const toUser = async (row: MemberRow): Promise<User> => {
    const { address, ...user } = await person.open(row);
    return { ...user, email: address };
  };
  const isAt = async (queries: Queries, emailKey: string) =>
    addressMatches(emailKey, await index.find(queries, 'address of a user', emailKey));
  return {
    ...unsealed,
    create: async (tx, { id, email, emailKey, name, passwordHash, createdAt }) => {
      const { stored, all } = await index.hold(tx, 'address of a user', emailKey);
      // Looked for first, so that nobody gets a data key who is refused.
      if (await tx.maybeOne(sql`select from users as person where ${addressMatches(emailKey, all)}`)) return false;
      const created = await tx.execute(sql`
        insert into users (id, sealed_email, email_index, sealed_name, password_hash, created_at)
        values (${id}, ${await person.sealAddress(id, email)}, ${stored}, ${await person.sealName(id, name)}, ${passwordHash}, ${createdAt})
        on conflict (email_index) where email_index is not null do nothing`);
      return created === 1;
    },
    findCredentials: async (emailKey) =>
      database.maybeOne<Credentials>(sql`
        select id, password_hash as "passwordHash", deleted_at as "deletedAt" from users as person
        where ${await isAt(database, emailKey)}`),
    getAccount: async (userId, tx) =>
      toAccount(await (tx ?? database).one<AccountRow>(sql`${accounts} where person.id = ${userId}`)),
    findAccount: async (tx, emailKey) => {
      const row = await tx.maybeOne<AccountRow>(
        sql`${accounts} where ${await isAt(tx, emailKey)} and person.deleted_at is null`,
      );
      return row && toAccount(row);
    },
    setPassword: async (tx, userId, emailKey, passwordHash) =>
      (await tx.execute(sql`
        update users as person set password_hash = ${passwordHash}
        where id = ${userId} and ${await isAt(tx, emailKey)}`)) === 1,
    verifyEmail: async (tx, userId, emailKey, now) =>
      (await tx.execute(sql`
        update users as person set email_verified_at = coalesce(email_verified_at, ${now})
        where id = ${userId} and ${await isAt(tx, emailKey)}`)) === 1,
    rename: async (tx, userId, name) => {
      await tx.execute(sql`
        update users set sealed_name = ${await person.sealName(userId, name)}, name = null where id = ${userId}`);
    },
    changeEmail: async (tx, userId, { address, key }, now) => {
      const { stored, all } = await index.hold(tx, 'address of a user', key);
      const taken = await tx.maybeOne(sql`
        select from users as person where ${addressMatches(key, all)} and id <> ${userId}`);
      if (taken) return false;
      await tx.execute(sql`
        update users
        set sealed_email = ${await person.sealAddress(userId, address)}, email_index = ${stored}, email = null, email_key = null,
          email_verified_at = ${now}
        where id = ${userId}`);
      return true;
    },
    listByIds: async (organizationId, ids) => {
      const rows = await database.forTenant(organizationId).many<MemberRow>(sql`
        ${members} where member.organization_id = ${organizationId} and person.id = any(${ids})`);
      return Promise.all(rows.map(toUser));
    },
    pageOfOrganization: async (organizationId, { limit, after }) => {
      const rows = await database.forTenant(organizationId).many<MemberRow>(sql`
        ${members}
        where member.organization_id = ${organizationId}
          and (${after === null} or (member.joined_at, person.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by member.joined_at, person.id
        limit ${limit}`);
      return Promise.all(rows.map(toUser));
    },
  };
}

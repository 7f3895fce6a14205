import { sql, type Database } from '@conea/platform';
import type { BlindIndex } from '../domain/blind-index.ts';
import { maxMemberships, type Membership, type MembershipStore } from '../domain/membership.ts';
import type { RoleHeld } from '../domain/roles.ts';
import { membershipSuspensions } from './membership-suspensions.ts';
import { addressMatches } from './sealed-person.ts';

const columns = sql`
  member.organization_id as "organizationId", member.user_id as "userId", member.role, member.joined_at as "joinedAt",
  member.suspended_at as "suspendedAt", custom.permissions as "customPermissions"`;

const withRole = sql`
  memberships as member
  left join roles as custom on custom.organization_id = member.organization_id and custom.id = member.custom_role_id`;

/** Memberships in Postgres. */
export function createMembershipStore(database: Database, { index }: { index: BlindIndex }): MembershipStore {
  return {
    add: async (tx, { organizationId, userId, role, joinedAt }) => {
      const added = await tx.execute(sql`
        insert into memberships (organization_id, user_id, role, joined_at)
        values (${organizationId}, ${userId}, ${role}, ${joinedAt})
        on conflict (organization_id, user_id) do nothing`);
      return added === 1;
    },
    lockAdmins: async (tx, organizationId) => {
      await tx.execute(sql`select id from organizations where id = ${organizationId} for no key update`);
      const admins = await tx.many<{ id: string }>(sql`
        select user_id as id from memberships
        where organization_id = ${organizationId} and role = 'admin' and suspended_at is null`);
      return admins.map(({ id }) => id);
    },
    find: (tx, organizationId, userId) =>
      tx.maybeOne<Membership>(sql`
        select ${columns} from ${withRole}
        where member.organization_id = ${organizationId} and user_id = ${userId} and suspended_at is null`),
    findRole: (tx, organizationId, userId) =>
      tx.maybeOne<RoleHeld>(sql`
        select member.role, custom.permissions as "customPermissions" from ${withRole}
        where member.organization_id = ${organizationId} and user_id = ${userId}`),
    hasAddress: async (tx, organizationId, emailKey) =>
      (await tx.maybeOne(sql`
        select from memberships as member
        join users as person on person.id = member.user_id
        where member.organization_id = ${organizationId}
          and ${addressMatches(emailKey, await index.find(tx, 'address of a user', emailKey))}`)) !== null,
    changeRole: async (tx, organizationId, userId, role) =>
      (await tx.execute(sql`
        update memberships set role = ${role} where organization_id = ${organizationId} and user_id = ${userId}`)) ===
      1,
    ...membershipSuspensions,
    remove: async (tx, organizationId, userId) =>
      (await tx.execute(sql`
        delete from memberships where organization_id = ${organizationId} and user_id = ${userId}`)) === 1,
    renewUnproven: async (tx, organizationId, methods) => {
      await tx.execute(sql`
        update memberships as member set version = nextval('membership_versions')
        where member.organization_id = ${organizationId} and exists (
          select from sessions as session
          where session.user_id = member.user_id and session.organization_id = member.organization_id
            and session.revoked_at is null and not session.authentication_methods && ${[...methods]}::text[]
        )`);
    },
    countOfUser: async (tx, userId) => {
      await tx.execute(sql`select id from users where id = ${userId} for no key update`);
      const { count } = await tx.one<{ count: number }>(
        sql`select count(*)::int as count from memberships where user_id = ${userId}`,
      );
      return count;
    },
    findHome: (tx, userId) =>
      tx.maybeOne<Membership>(sql`
        select ${columns}
        from ${withRole}
        left join lateral (
          select max(created_at) as at from sessions
          where sessions.user_id = member.user_id and sessions.organization_id = member.organization_id
            and impersonator_id is null and client_id is null
        ) as latest on true
        where member.user_id = ${userId} and member.suspended_at is null
        order by latest.at desc nulls last, member.joined_at, member.organization_id
        limit 1`),
    listOfUser: (userId) =>
      database.bind({ personId: userId }).many<Membership>(sql`
        select ${columns} from ${withRole}
        where user_id = ${userId} and suspended_at is null
        order by joined_at, member.organization_id
        limit ${maxMemberships}`),
  };
}

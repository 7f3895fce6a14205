import { sql, type Database } from '@conea/platform';
import type {
  EndedImpersonation,
  Impersonation,
  ImpersonationStore,
  ImpersonationSubject,
} from '../domain/impersonation.ts';

const columns = sql`
  session.id, session.organization_id as "organizationId", session.user_id as "userId", session.impersonator_id as "impersonatorId",
  session.impersonation_reason as reason, session.created_at as "startedAt", session.expires_at as "expiresAt"`;

const active = (now: Date) =>
  sql`session.impersonator_id is not null and session.revoked_at is null and session.expires_at > ${now}`;

/** Impersonations in Postgres: sessions of the users that are impersonated. */
export function createImpersonationStore(database: Database): ImpersonationStore {
  return {
    findSubject: (tx, organizationId, userId) =>
      tx.maybeOne<ImpersonationSubject>(sql`
        select member.role, custom.permissions as "customPermissions", member.version as "membershipVersion"
        from memberships as member
        left join roles as custom on custom.organization_id = member.organization_id and custom.id = member.custom_role_id
        where member.organization_id = ${organizationId} and member.user_id = ${userId} and member.suspended_at is null`),
    countActive: async (tx, impersonatorId, now) => {
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from sessions as session
        where session.impersonator_id = ${impersonatorId} and ${active(now)}`);
      return count;
    },
    start: async (
      tx,
      { id, organizationId, userId, impersonatorId, reason, startedAt, expiresAt },
      sessionId,
      caller,
    ) => {
      const started = await tx.one<{ expiresAt: Date }>(sql`
        insert into sessions (id, user_id, organization_id, created_at, authenticated_at, authentication_methods, expires_at, ip_address,
          user_agent, impersonator_id, impersonator_session_id, impersonation_reason)
        select ${id}, ${userId}, ${organizationId}, ${startedAt}, ${startedAt}, '{}', least(${expiresAt}, own.expires_at),
          ${caller.ip}, ${caller.userAgent}, ${impersonatorId}, own.id, ${reason}
        from sessions as own
        where own.id = ${sessionId} and own.user_id = ${impersonatorId} and own.revoked_at is null
        returning expires_at as "expiresAt"`);
      return started.expiresAt;
    },
    findActive: (tx, organizationId, id, now) =>
      tx.maybeOne<Impersonation>(sql`
        select ${columns} from sessions as session
        where session.id = ${id} and session.organization_id = ${organizationId} and ${active(now)}`),
    listActive: (organizationId, now) =>
      database.forTenant(organizationId).many<Impersonation>(sql`
        select ${columns} from sessions as session
        where session.organization_id = ${organizationId} and ${active(now)}
        order by session.created_at desc, session.id desc
        limit 100`),
    noteTold: async (tx, id, now) => {
      await tx.execute(sql`update sessions set impersonation_end_told_at = ${now} where id = ${id}`);
    },
    takeUntold: (tx, now, limit) =>
      tx.many<EndedImpersonation>(sql`
        update sessions as session set impersonation_end_told_at = ${now}
        where session.id in (
          select id from sessions
          where impersonator_id is not null and impersonation_end_told_at is null and (revoked_at is not null or expires_at <= ${now})
          limit ${limit} for update skip locked
        )
        returning ${columns}, coalesce(session.revoked_at, session.expires_at) as "endedAt",
          session.revoked_because as "endedBecause"`),
  };
}

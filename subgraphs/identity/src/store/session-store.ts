import { sql, type Database } from '@conea/platform';
import type { LiveSession, Session, SessionStore } from '../domain/session.ts';
import { doing } from './across-organizations.ts';
import { sessionProofs } from './session-proofs.ts';
import { refreshTokens } from './refresh-tokens.ts';

/** Sessions and their refresh tokens in Postgres. */
export function createSessionStore(database: Database): SessionStore {
  return {
    create: async (tx, { methods, scopes, ...session }) => {
      const { id, userId, organizationId, createdAt, expiresAt, ipAddress, userAgent } = session;
      await tx.execute(sql`
        insert into sessions
          (id, user_id, organization_id, created_at, authenticated_at, authentication_methods, scopes, expires_at, ip_address, user_agent)
        values
          (${id}, ${userId}, ${organizationId}, ${createdAt}, ${createdAt}, ${[...methods]}, ${scopes && [...scopes]}, ${expiresAt}, ${ipAddress}, ${userAgent})`);
    },
    ...refreshTokens,
    ...sessionProofs,
    move: async (tx, sessionId, organizationId) => {
      await tx.execute(sql`update sessions set organization_id = ${organizationId} where id = ${sessionId}`);
    },
    revoke: async (tx, sessionId, reason, now) => {
      const revoked = await tx.execute(sql`
        update sessions set revoked_at = ${now}, revoked_because = ${reason} where id = ${sessionId} and revoked_at is null`);
      return revoked === 1;
    },
    revokeSelected: async (
      tx,
      { userId, organizationId = null, sessionId = null, exceptSessionId = null, clientId = null },
      reason,
      now,
    ) => {
      const revoked = await tx.many<{ id: string }>(sql`
        update sessions set revoked_at = ${now}, revoked_because = ${reason}
        where user_id = ${userId} and revoked_at is null and expires_at > ${now}
          and (${organizationId === null} or organization_id = ${organizationId})
          and (${sessionId === null} or id = ${sessionId})
          and (${exceptSessionId === null} or id <> ${exceptSessionId})
          and (${clientId === null} or client_id = ${clientId})
        returning id`);
      return revoked.map(({ id }) => id);
    },
    revokeOfOrganization: async (tx, organizationId, reason, now) => {
      const revoked = await tx.many<{ id: string }>(sql`
        update sessions set revoked_at = ${now}, revoked_because = ${reason}
        where organization_id = ${organizationId} and revoked_at is null and expires_at > ${now}
        returning id`);
      return revoked.map(({ id }) => id);
    },
    pageOfUser: (userId, now, { limit, after }) =>
      database.bind({ personId: userId }).many<Session>(sql`
        select session.id, session.user_id as "userId", session.organization_id as "organizationId",
          session.created_at as "createdAt", session.expires_at as "expiresAt", session.ip_address as "ipAddress",
          session.user_agent as "userAgent", coalesce(head.created_at, session.created_at) as "lastSeenAt",
          session.impersonator_id as "impersonatorId"
        from sessions as session
        left join lateral (
          select created_at from refresh_tokens where session_id = session.id order by generation desc limit 1
        ) as head on true
        where session.user_id = ${userId} and session.client_id is null and session.revoked_at is null and session.expires_at > ${now}
          and (${after === null} or (session.created_at, session.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by session.created_at desc, session.id desc
        limit ${limit}`),
    findLive: async (sessionId, generation, now) => {
      const live = await doing(database, 'session.issue_tokens').maybeOne<
        Omit<LiveSession, 'proof'> & LiveSession['proof']
      >(sql`
        select session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
          member.role, custom.permissions as "customPermissions", member.version as "membershipVersion",
          session.authenticated_at as "authenticatedAt", session.authentication_methods as methods, session.scopes,
          session.expires_at as "expiresAt", token.key_id as "keyId", token.token_hash as "tokenHash"
        from sessions as session
        join memberships as member
          on member.organization_id = session.organization_id and member.user_id = session.user_id and member.suspended_at is null
        left join roles as custom on custom.organization_id = member.organization_id and custom.id = member.custom_role_id
        join refresh_tokens as token on token.session_id = session.id and token.generation = ${generation}
        where session.id = ${sessionId} and session.client_id is null and session.revoked_at is null
          and session.expires_at > ${now}`);
      if (!live) return null;
      const { authenticatedAt, methods, ...session } = live;
      return { ...session, proof: { authenticatedAt, methods } };
    },
    deleteExpired: (before) =>
      doing(database, 'hourly.purge').execute(sql`delete from sessions where expires_at < ${before}`),
  };
}

import { sql, type Database } from '@conea/platform';
import type { Presented } from '../domain/refresh-token.ts';
import type { LiveSession, Owner, SessionStore } from '../domain/session.ts';

/** Sessions and their refresh tokens in Postgres. */
export function createSessionStore(database: Database): SessionStore {
  return {
    create: async (tx, { id, userId, organizationId, createdAt, expiresAt, ipAddress, userAgent }) => {
      await tx.execute(sql`
        insert into sessions (id, user_id, organization_id, created_at, expires_at, ip_address, user_agent)
        values (${id}, ${userId}, ${organizationId}, ${createdAt}, ${expiresAt}, ${ipAddress}, ${userAgent})`);
    },
    addRefreshToken: async (tx, { sessionId, generation, tokenHash, keyId, createdAt }) => {
      await tx.execute(sql`
        insert into refresh_tokens (session_id, generation, token_hash, key_id, created_at)
        values (${sessionId}, ${generation}, ${tokenHash}, ${keyId}, ${createdAt})`);
    },
    // Compare and set: a racer waits on the row, then finds it used.
    claim: (tx, tokenHash, now) =>
      tx.maybeOne<Owner & { generation: number }>(sql`
        update refresh_tokens as token
        set used_at = ${now}
        from sessions as session, memberships as member
        where token.token_hash = ${tokenHash}
          and token.used_at is null
          and session.id = token.session_id
          and session.revoked_at is null
          and session.expires_at > ${now}
          and member.organization_id = session.organization_id
          and member.user_id = session.user_id
          and member.suspended_at is null
        returning session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
          token.generation`),
    findPresented: (tx, tokenHash) =>
      tx.maybeOne<Owner & Presented>(sql`
        select session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
          token.generation, token.used_at as "usedAt", head.generation as "headGeneration", head.used_at as "headUsedAt",
          session.expires_at as "expiresAt", session.revoked_at as "revokedAt"
        from refresh_tokens as token
        join sessions as session on session.id = token.session_id
        cross join lateral (
          select generation, used_at from refresh_tokens where session_id = session.id order by generation desc limit 1
        ) as head
        where token.token_hash = ${tokenHash}`),
    move: async (tx, sessionId, organizationId) => {
      await tx.execute(sql`update sessions set organization_id = ${organizationId} where id = ${sessionId}`);
    },
    revoke: async (tx, sessionId, reason, now) => {
      const revoked = await tx.execute(sql`
        update sessions set revoked_at = ${now}, revoked_because = ${reason} where id = ${sessionId} and revoked_at is null`);
      return revoked === 1;
    },
    revokeInOrganization: async (tx, { userId, organizationId }, reason, now) => {
      const revoked = await tx.many<{ id: string }>(sql`
        update sessions set revoked_at = ${now}, revoked_because = ${reason}
        where organization_id = ${organizationId} and user_id = ${userId} and revoked_at is null and expires_at > ${now}
        returning id`);
      return revoked.map(({ id }) => id);
    },
    findLive: (sessionId, generation, now) =>
      database.maybeOne<LiveSession>(sql`
        select session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
          member.role, session.expires_at as "expiresAt", token.key_id as "keyId", token.token_hash as "tokenHash"
        from sessions as session
        join memberships as member
          on member.organization_id = session.organization_id and member.user_id = session.user_id and member.suspended_at is null
        join refresh_tokens as token on token.session_id = session.id and token.generation = ${generation}
        where session.id = ${sessionId} and session.revoked_at is null and session.expires_at > ${now}`),
    deleteExpired: (before) => database.execute(sql`delete from sessions where expires_at < ${before}`),
  };
}

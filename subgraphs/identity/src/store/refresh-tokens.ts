import { sql } from '@conea/platform';
import type { Presented } from '../domain/refresh-token.ts';
import type { Owner, Proof, SessionStore } from '../domain/session.ts';

/** The refresh tokens of sessions in Postgres. */
export const refreshTokens: Pick<SessionStore, 'addRefreshToken' | 'claim' | 'unclaim' | 'findPresented'> = {
  addRefreshToken: async (tx, { sessionId, generation, tokenHash, keyId, createdAt }) => {
    await tx.execute(sql`
      insert into refresh_tokens (session_id, generation, token_hash, key_id, created_at)
      values (${sessionId}, ${generation}, ${tokenHash}, ${keyId}, ${createdAt})`);
  },
  // Compare and set: a racer waits on the row, then finds it used.
  claim: (tx, tokenHash, clientId, now) =>
    tx.maybeOne<Owner & Proof & { generation: number }>(sql`
      update refresh_tokens as token
      set used_at = ${now}
      from sessions as session, memberships as member, signing_keys as key
      where token.token_hash = ${tokenHash}
        and token.used_at is null
        and session.id = token.session_id
        and session.client_id is not distinct from ${clientId}
        and session.revoked_at is null
        and session.expires_at > ${now}
        and member.organization_id = session.organization_id
        and member.user_id = session.user_id
        and member.suspended_at is null
        and key.id = token.key_id
        and key.revoked_at is null
      returning session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
        token.generation, session.authenticated_at as "authenticatedAt", session.authentication_methods as methods`),
  unclaim: async (tx, tokenHash) => {
    await tx.execute(sql`update refresh_tokens set used_at = null where token_hash = ${tokenHash}`);
  },
  findPresented: (tx, tokenHash, clientId) =>
    tx.maybeOne<Owner & Proof & Presented>(sql`
      select session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
        token.generation, token.used_at as "usedAt", head.generation as "headGeneration", head.used_at as "headUsedAt",
        session.expires_at as "expiresAt", session.revoked_at as "revokedAt",
        session.authenticated_at as "authenticatedAt", session.authentication_methods as methods
      from refresh_tokens as token
      join sessions as session on session.id = token.session_id
      cross join lateral (
        select generation, used_at from refresh_tokens where session_id = session.id order by generation desc limit 1
      ) as head
      where token.token_hash = ${tokenHash} and session.client_id is not distinct from ${clientId}`),
};

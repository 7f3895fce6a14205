import { sql, type Database } from '@conea/platform';
import type { GrantStore, LiveGrant, TokenHolder } from '../domain/oauth/grant.ts';
import { doing } from './across-organizations.ts';

/** What people let clients have, in Postgres: sessions with a client. */
export function createGrantStore(database: Database): GrantStore {
  return {
    start: async (tx, grant) => {
      const { id, userId, organizationId, clientId, scopes, approvedIn, createdAt, expiresAt } = grant;
      await tx.execute(sql`
        insert into sessions (id, user_id, organization_id, client_id, granted_scopes, created_at, expires_at, ip_address, user_agent,
          authenticated_at, authentication_methods)
        select ${id}, ${userId}, ${organizationId}, ${clientId}, ${[...scopes]}, ${createdAt}::timestamptz, ${expiresAt}::timestamptz,
          ${grant.ipAddress}::text, ${grant.userAgent}::text, approving.authenticated_at, approving.authentication_methods
        from sessions as approving
        where approving.id = ${approvedIn}`);
    },
    // The client that asks has proven itself; whose client it is stands in what is found.
    findLive: async (grantId, now) => {
      const live = await doing(database, 'oauth_grant.find').maybeOne<
        Omit<LiveGrant, 'proof'> & LiveGrant['proof']
      >(sql`
        select session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
          session.client_id as "clientId", session.granted_scopes as scopes, client.scopes as "clientScopes", member.role,
          custom.permissions as "customPermissions", member.version as "membershipVersion",
          session.authenticated_at as "authenticatedAt", session.authentication_methods as methods, session.expires_at as "expiresAt"
        from sessions as session
        join oauth_clients as client on client.id = session.client_id
        join memberships as member
          on member.organization_id = session.organization_id and member.user_id = session.user_id and member.suspended_at is null
        left join roles as custom on custom.organization_id = member.organization_id and custom.id = member.custom_role_id
        where session.id = ${grantId} and session.revoked_at is null and session.expires_at > ${now}`);
      if (!live) return null;
      const { authenticatedAt, methods, ...grant } = live;
      return { ...grant, proof: { authenticatedAt, methods } };
    },
    findKeyId: async (grantId, generation) => {
      const token = await doing(database, 'oauth_grant.find').maybeOne<{ keyId: string }>(sql`
        select key_id as "keyId" from refresh_tokens where session_id = ${grantId} and generation = ${generation}`);
      return token?.keyId ?? null;
    },
    findHolder: (refreshTokenHash, now) =>
      doing(database, 'oauth_grant.find').maybeOne<TokenHolder>(sql`
        select session.id as "sessionId", session.user_id as "userId", session.organization_id as "organizationId",
          session.client_id as "clientId", session.granted_scopes as scopes, session.expires_at as "expiresAt",
          (token.used_at is null and session.revoked_at is null and session.expires_at > ${now}
            and exists (
              select from memberships as member
              where member.organization_id = session.organization_id and member.user_id = session.user_id
                and member.suspended_at is null
            )) as "isGood"
        from refresh_tokens as token
        join sessions as session on session.id = token.session_id
        where token.token_hash = ${refreshTokenHash}`),
  };
}

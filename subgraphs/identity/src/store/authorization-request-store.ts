import { sql, type Database } from '@conea/platform';
import type {
  AuthorizationRequestStore,
  CodeOwner,
  OpenRequest,
  Redeemed,
} from '../domain/oauth/authorization-request.ts';
import { doing } from './across-organizations.ts';

/** What clients ask people for, and the codes that they get, in Postgres. */
export function createAuthorizationRequestStore(database: Database): AuthorizationRequestStore {
  return {
    add: async (tx, request, network) => {
      const { id, clientId, redirectUri, scopes, state, nonce, codeChallenge, maxAge, asksAgain } = request;
      await tx.execute(sql`
        insert into authorization_requests
          (id, client_id, redirect_uri, scopes, state, nonce, code_challenge, max_age, asks_again, network_hash, created_at, expires_at)
        values (${id}, ${clientId}, ${redirectUri}, ${scopes}, ${state}, ${nonce}, ${codeChallenge}, ${maxAge}, ${asksAgain},
          ${network}, ${request.createdAt}, ${request.expiresAt})`);
    },
    countOpen: async (tx, network, now) => {
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from authorization_requests
        where network_hash = ${network} and expires_at > ${now} and decided_at is null`);
      return count;
    },
    findOpen: (organizationId, id, now, tx = undefined) =>
      (tx ?? database.forTenant(organizationId)).maybeOne<OpenRequest>(sql`
        select request.id, request.client_id as "clientId", request.redirect_uri as "redirectUri", request.scopes, request.state,
          request.nonce, request.code_challenge as "codeChallenge", request.max_age as "maxAge", request.asks_again as "asksAgain",
          request.created_at as "createdAt", request.expires_at as "expiresAt", client.organization_id as "organizationId",
          client.name as "clientName", client.scopes as "clientScopes"
        from authorization_requests as request
        join oauth_clients as client on client.id = request.client_id
        where request.id = ${id} and client.organization_id = ${organizationId}
          and request.decided_at is null and request.expires_at > ${now}`),
    approve: async (tx, id, { userId, sessionId, scopes, codeHash, codeExpiresAt }, now) =>
      (await tx.execute(sql`
        update authorization_requests
        set decided_at = ${now}, user_id = ${userId}, approved_in = ${sessionId}, scopes = ${scopes}, code_hash = ${codeHash},
          code_expires_at = ${codeExpiresAt}
        where id = ${id} and decided_at is null and expires_at > ${now}`)) === 1,
    deny: async (tx, id, now) =>
      (await tx.execute(sql`
        update authorization_requests set decided_at = ${now}
        where id = ${id} and decided_at is null and expires_at > ${now}`)) === 1,
    // Compare and set: a racer waits on the row, then finds it redeemed.
    redeem: (tx, { codeHash, clientId, redirectUri, codeChallenge, grantId }, now) =>
      tx.maybeOne<Redeemed>(sql`
        update authorization_requests as request
        set redeemed_at = ${now}, grant_id = ${grantId}
        from oauth_clients as client, sessions as approving, memberships as member
        where request.code_hash = ${codeHash} and request.client_id = ${clientId} and client.id = request.client_id
          and request.redirect_uri = ${redirectUri} and request.code_challenge = ${codeChallenge}
          and request.redeemed_at is null and request.code_expires_at > ${now}
          and approving.id = request.approved_in and approving.revoked_at is null and approving.expires_at > ${now}
          and member.organization_id = client.organization_id and member.user_id = request.user_id
          and member.suspended_at is null
        returning request.user_id as "userId", client.organization_id as "organizationId", request.approved_in as "approvedIn",
          request.scopes, request.nonce`),
    findCode: (codeHash, { id, organizationId }, tx = undefined) =>
      (tx ?? database.forTenant(organizationId)).maybeOne<CodeOwner>(sql`
        select request.user_id as "userId", client.organization_id as "organizationId", request.grant_id as "grantId",
          request.redeemed_at as "redeemedAt", request.redirect_uri as "redirectUri", request.code_challenge as "codeChallenge"
        from authorization_requests as request
        join oauth_clients as client on client.id = request.client_id
        where request.code_hash = ${codeHash} and request.client_id = ${id}`),
    endCodes: async (tx, userId, clientId, now) => {
      await tx.execute(sql`
        update authorization_requests set code_expires_at = ${now}
        where client_id = ${clientId} and user_id = ${userId} and redeemed_at is null and code_expires_at > ${now}`);
    },
    deleteOld: (before, longBefore) =>
      doing(database, 'hourly.purge').execute(sql`
        delete from authorization_requests
        where (created_at < ${before} and redeemed_at is null) or created_at < ${longBefore}`),
  };
}

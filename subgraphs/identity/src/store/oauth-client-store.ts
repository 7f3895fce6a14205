import { sql, type Database } from '@conea/platform';
import type { OauthClient, OauthClientStore, PresentedClient } from '../domain/oauth/oauth-client.ts';
import { doing } from './across-organizations.ts';

const columns = sql`
  client.id, client.organization_id as "organizationId", client.name, client.is_confidential as "isConfidential",
  client.service_account_id as "serviceAccountId", client.redirect_uris as "redirectUris", client.scopes,
  client.jwks, client.jwks_uri as "jwksUri", client.created_at as "createdAt"`;

/** OAuth clients in Postgres. What serves admins is bound to their organization. */
export function createOauthClientStore(database: Database): OauthClientStore {
  return {
    create: async (tx, client) => {
      const {
        id,
        organizationId,
        name,
        isConfidential,
        serviceAccountId,
        redirectUris,
        scopes,
        jwks,
        jwksUri,
        createdAt,
      } = client;
      await tx.execute(sql`
        insert into oauth_clients (id, organization_id, name, is_confidential, service_account_id, redirect_uris, scopes, jwks, jwks_uri, created_at)
        values (${id}, ${organizationId}, ${name}, ${isConfidential}, ${serviceAccountId}, ${redirectUris}, ${scopes}, ${jwks && JSON.stringify(jwks)}::jsonb, ${jwksUri}, ${createdAt})`);
    },
    countOfOrganization: async (tx, organizationId) => {
      await tx.execute(sql`select id from organizations where id = ${organizationId} for no key update`);
      const { count } = await tx.one<{ count: number }>(
        sql`select count(*)::int as count from oauth_clients where organization_id = ${organizationId}`,
      );
      return count;
    },
    lock: (tx, organizationId, id) =>
      tx.maybeOne<OauthClient>(sql`
        select ${columns} from oauth_clients as client
        where client.organization_id = ${organizationId} and client.id = ${id} for update`),
    change: async (tx, id, { name, redirectUris, scopes, jwks, jwksUri }) => {
      await tx.execute(sql`
        update oauth_clients set name = ${name}, redirect_uris = ${redirectUris}, scopes = ${scopes}, jwks = ${jwks && JSON.stringify(jwks)}::jsonb,
          jwks_uri = ${jwksUri}
        where id = ${id}`);
    },
    delete: async (tx, id) => {
      await tx.execute(sql`delete from oauth_clients where id = ${id}`);
    },
    replaceSecret: async (tx, id, secretHash, graceUntil, now) => {
      await tx.execute(sql`delete from oauth_client_secrets where client_id = ${id} and expires_at is not null`);
      await tx.execute(sql`update oauth_client_secrets set expires_at = ${graceUntil} where client_id = ${id}`);
      await tx.execute(sql`
        insert into oauth_client_secrets (client_id, secret_hash, created_at) values (${id}, ${secretHash}, ${now})`);
    },
    // Only then it is known whose client it is.
    findPresented: (id, now) =>
      doing(database, 'oauth_client.present').maybeOne<PresentedClient>(sql`
        select ${columns}, array(
          select secret_hash from oauth_client_secrets
          where client_id = client.id and (expires_at is null or expires_at > ${now})
        ) as "secretHashes"
        from oauth_clients as client
        where client.id = ${id}`),
    listByIds: (organizationId, ids) =>
      database.forTenant(organizationId).many<OauthClient>(sql`
        select ${columns} from oauth_clients as client
        where client.organization_id = ${organizationId} and client.id = any(${ids})`),
    pageOfOrganization: (organizationId, { limit, after }) =>
      database.forTenant(organizationId).many<OauthClient>(sql`
        select ${columns} from oauth_clients as client
        where client.organization_id = ${organizationId}
          and (${after === null} or (client.created_at, client.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by client.created_at, client.id
        limit ${limit}`),
  };
}

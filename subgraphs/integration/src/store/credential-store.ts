import { newId, sql, type BoundDatabase, type SecretBox, type Transaction } from '@conea/platform';
import { credentialsShape, type CredentialStore, type Owner } from '../domain/credentials.ts';

/** A secret before the last rotation is accepted for this long. */
const rotationDays = 7;

const context = (kind: string, { organizationId, integrationId }: Owner) =>
  ['store_credentials', kind, organizationId, integrationId].join('|');

/** Credentials, access tokens and signing secrets in Postgres, sealed for their row: elsewhere they are of no use. */
export function createCredentialStore(database: BoundDatabase, box: SecretBox): CredentialStore {
  const open = (sealed: string, kind: string, owner: Owner) => box.open(sealed, context(kind, owner)).toString('utf8');
  const seal = (secret: string, kind: string, owner: Owner) => box.seal(secret, context(kind, owner));
  const keepSecret = async (tx: Transaction, owner: Owner, secret: string, now: Date) => {
    const newest = await tx.maybeOne<{ sealed: string }>(sql`
      select sealed_secret as sealed
      from signing_secrets
      where integration_id = ${owner.integrationId} and valid_until is null`);
    if (newest && open(newest.sealed, 'signing', owner) === secret) return;
    await tx.execute(sql`
      update signing_secrets
      set valid_until = ${now}::timestamptz + make_interval(days => ${rotationDays})
      where integration_id = ${owner.integrationId} and valid_until is null`);
    await tx.execute(sql`
      insert into signing_secrets (id, integration_id, sealed_secret, created_at)
      values (${newId('sec')}, ${owner.integrationId}, ${seal(secret, 'signing', owner)}, ${now})`);
  };
  return {
    save: async (tx, owner, credentials, now) => {
      const sealed = seal(JSON.stringify(credentials), 'credentials', owner);
      await tx.execute(sql`
        insert into store_credentials (integration_id, sealed_credentials)
        values (${owner.integrationId}, ${sealed})
        on conflict (integration_id) do update
        set sealed_credentials = excluded.sealed_credentials, sealed_access_token = null, access_token_expires_at = null`);
      await keepSecret(tx, owner, credentials.clientSecret, now);
    },
    lock: async (tx, owner) => {
      const row = await tx.maybeOne<{ credentials: string; accessToken: string | null; expiresAt: Date | null }>(sql`
        select sealed_credentials as credentials, sealed_access_token as "accessToken",
          access_token_expires_at as "expiresAt"
        from store_credentials
        where integration_id = ${owner.integrationId}
        for update`);
      if (row === null) return null;
      return {
        credentials: credentialsShape.parse(JSON.parse(open(row.credentials, 'credentials', owner))),
        token: row.accessToken === null ? null : open(row.accessToken, 'token', owner),
        expiresAt: row.expiresAt,
      };
    },
    saveToken: async (tx, owner, { token, expiresAt }) => {
      await tx.execute(sql`
        update store_credentials
        set sealed_access_token = ${seal(token, 'token', owner)}, access_token_expires_at = ${expiresAt}
        where integration_id = ${owner.integrationId}`);
    },
    signingSecrets: async (owner, now) => {
      const rows = await database.many<{ sealed: string }>(sql`
        select sealed_secret as sealed
        from signing_secrets
        where integration_id = ${owner.integrationId} and (valid_until is null or valid_until > ${now})
        order by created_at desc`);
      return rows.map(({ sealed }) => open(sealed, 'signing', owner));
    },
    forget: async (tx, integrationId) => {
      await tx.execute(sql`delete from store_credentials where integration_id = ${integrationId}`);
      await tx.execute(sql`delete from signing_secrets where integration_id = ${integrationId}`);
    },
  };
}

import { newId, sql, type BoundDatabase, type Transaction } from '@conea/platform';
import { credentialsShape, type CredentialStore, type Owner } from '../domain/credentials.ts';
import { createStoreSeals, type Sealing } from './sealing.ts';

/** A secret before the last rotation is accepted for this long. */
const rotationDays = 7;

/** Credentials, access tokens and signing secrets in Postgres, sealed for their row: elsewhere they are of no use. */
export function createCredentialStore(database: BoundDatabase, sealing: Sealing): CredentialStore {
  const { seal, open } = createStoreSeals(sealing);
  const keepSecret = async (tx: Transaction, owner: Owner, secret: string, now: Date) => {
    const newest = await tx.maybeOne<{ id: string; sealed: string }>(sql`
      select id, sealed_secret as sealed
      from signing_secrets
      where integration_id = ${owner.integrationId} and valid_until is null`);
    if (newest && (await open('signing', owner, newest.id, newest.sealed)) === secret) return;
    const id = newId('sec');
    await tx.execute(sql`
      update signing_secrets
      set valid_until = ${now}::timestamptz + make_interval(days => ${rotationDays})
      where integration_id = ${owner.integrationId} and valid_until is null`);
    await tx.execute(sql`
      insert into signing_secrets (id, integration_id, sealed_secret, created_at)
      values (${id}, ${owner.integrationId}, ${await seal('signing', owner, id, secret)}, ${now})`);
  };
  return {
    save: async (tx, owner, credentials, now) => {
      const sealed = await seal('credentials', owner, owner.integrationId, JSON.stringify(credentials));
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
      const { integrationId } = owner;
      const credentials = await open('credentials', owner, integrationId, row.credentials);
      return {
        credentials: credentialsShape.parse(JSON.parse(credentials)),
        token: row.accessToken === null ? null : await open('token', owner, integrationId, row.accessToken),
        expiresAt: row.expiresAt,
      };
    },
    saveToken: async (tx, owner, { token, expiresAt }) => {
      const sealed = await seal('token', owner, owner.integrationId, token);
      await tx.execute(sql`
        update store_credentials
        set sealed_access_token = ${sealed}, access_token_expires_at = ${expiresAt}
        where integration_id = ${owner.integrationId}`);
    },
    signingSecrets: async (owner, now) => {
      const rows = await database.many<{ id: string; sealed: string }>(sql`
        select id, sealed_secret as sealed
        from signing_secrets
        where integration_id = ${owner.integrationId} and (valid_until is null or valid_until > ${now})
        order by created_at desc`);
      return Promise.all(rows.map(({ id, sealed }) => open('signing', owner, id, sealed)));
    },
    forget: async (tx, integrationId) => {
      await tx.execute(sql`delete from store_credentials where integration_id = ${integrationId}`);
      await tx.execute(sql`delete from signing_secrets where integration_id = ${integrationId}`);
    },
  };
}

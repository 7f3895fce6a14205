import { sql, type Database, type SecretBox } from '@conea/platform';
import { keyContext, type StoredKey } from '../domain/keyring.ts';
import { generateAccessTokenKey, generateRefreshTokenKey, type NewKey } from '../domain/signing-key.ts';

/** Signing keys in Postgres. */
export function createKeyStore(database: Database, box: SecretBox, clock: () => Date) {
  return {
    /** Every key that is not retired. */
    list: () =>
      database.many<StoredKey>(sql`
        select id, purpose, state, public_key as "publicKey", sealed_secret as "sealedSecret"
        from signing_keys
        where state <> 'retired'
        order by created_at, id`),
    /** Makes the first keys. Processes that start together take turns, so they share one set. */
    ensure: () =>
      database.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('signing keys', 0))`);
        const active = await tx.many<{ purpose: string }>(sql`select purpose from signing_keys where state = 'active'`);
        const isMissing = (purpose: string) => active.every((key) => key.purpose !== purpose);
        const missing: NewKey[] = [
          ...(isMissing('access_token') ? [await generateAccessTokenKey()] : []),
          ...(isMissing('refresh_token') ? [generateRefreshTokenKey()] : []),
        ];
        const now = clock();
        for (const { id, purpose, publicKey, secret } of missing) {
          const sealed = box.seal(secret, keyContext(id));
          await tx.execute(sql`
            insert into signing_keys (id, purpose, state, public_key, sealed_secret, created_at, activated_at)
            values (${id}, ${purpose}, 'active', ${publicKey && JSON.stringify(publicKey)}::jsonb, ${sealed}, ${now}, ${now})`);
        }
      }),
  };
}

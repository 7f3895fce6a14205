import { sql, type Database, type SecretBox } from '@conea/platform';
import { createKeyring, keyContext, type Keyring, type StoredKey } from '../domain/keyring.ts';
import { generateAccessTokenKey, generateRefreshTokenKey } from '../domain/signing-key.ts';

/** Makes the first keys where there are none, and opens them. Rejects when they were sealed under another SECRETS_KEY. */
export async function openKeyring(database: Database, box: SecretBox, clock: () => Date): Promise<Keyring> {
  await ensureKeys(database, box, clock());
  const keyring = createKeyring(() => listKeys(database), box, clock);
  try {
    await keyring.current();
  } catch (cause) {
    throw new Error('the signing keys do not open; start with the SECRETS_KEY that they were sealed under', { cause });
  }
  return keyring;
}

/** Every key that is not retired. */
function listKeys(database: Database): Promise<StoredKey[]> {
  return database.many<StoredKey>(sql`
    select id, purpose, state, public_key as "publicKey", sealed_secret as "sealedSecret"
    from signing_keys
    where state <> 'retired'
    order by created_at, id`);
}

/** Processes that start together take turns, so they share one set of keys. */
function ensureKeys(database: Database, box: SecretBox, now: Date): Promise<void> {
  return database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('signing keys', 0))`);
    const active = await tx.many<{ purpose: string }>(sql`select purpose from signing_keys where state = 'active'`);
    const isMissing = (purpose: string) => active.every((key) => key.purpose !== purpose);
    const missing = [
      ...(isMissing('access_token') ? [await generateAccessTokenKey()] : []),
      ...(isMissing('refresh_token') ? [generateRefreshTokenKey()] : []),
    ];
    for (const { id, purpose, publicKey, secret } of missing) {
      const sealed = box.seal(secret, keyContext(id));
      await tx.execute(sql`
        insert into signing_keys (id, purpose, state, public_key, sealed_secret, created_at, activated_at)
        values (${id}, ${purpose}, 'active', ${publicKey && JSON.stringify(publicKey)}::jsonb, ${sealed}, ${now}, ${now})`);
    }
  });
}

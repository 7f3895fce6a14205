import { sql, type Database } from '@conea/platform';
import { createColumnSeal, type Seals } from '../domain/column-seal.ts';
import { createFingerprint, firstFingerprintKey, type Fingerprint } from '../domain/fingerprint.ts';

/** Where a secret stands that identity made up for itself. */
export const namedSecretPlace = { table: 'named_secrets', column: 'sealed_secret' } as const;

/** Fingerprints under the key that is stored. The first time it follows from the oldest of the keys of SECRETS_KEY, and then stays when those rotate. */
export async function openFingerprint(
  database: Database,
  seals: Seals,
  secretsKeys: readonly Buffer[],
): Promise<Fingerprint> {
  const { seal, open } = createColumnSeal(seals, namedSecretPlace);
  const find = () =>
    database.maybeOne<{ sealed: string }>(sql`
      select sealed_secret as sealed from named_secrets where name = ${name}`);
  const oldest = secretsKeys.at(-1);
  if (!oldest) throw new Error('there is no SECRETS_KEY');
  if (!(await find())) {
    const sealed = await seal(name, firstFingerprintKey(oldest).toString('base64'));
    await database.execute(sql`
      insert into named_secrets (name, sealed_secret) values (${name}, ${sealed}) on conflict do nothing`);
  }
  const stored = await find();
  if (!stored) throw new Error('the key of fingerprints is gone');
  return createFingerprint(Buffer.from(await open(name, stored.sealed), 'base64'));
}

const name = 'fingerprint';

import { createMutations, type Database, type Logger } from '@conea/platform';
import type { Seals } from './domain/column-seal.ts';
import { createKeyChanges } from './domain/key-changes.ts';
import { createKeySeal } from './domain/key-seal.ts';
import { createKeyring } from './domain/keyring.ts';
import { createKeyStore } from './store/key-store.ts';

export type KeysParts = {
  database: Database;
  seals: Seals;
  /** How long a key signs. */
  signingKeyDays: number;
  clock: () => Date;
  log: Logger;
};

/** Makes the first keys where there are none, and opens them. Rejects when they were sealed under another SECRETS_KEY. */
export async function openKeys({ database, seals, signingKeyDays, clock, log }: KeysParts) {
  const keys = createKeyStore(database);
  const seal = createKeySeal(seals);
  const mutate = createMutations(database, 'identity');
  const keyChanges = createKeyChanges({ keys, mutate, seal, activeFor: signingKeyDays * 86_400_000 });
  const onFailure = (error: unknown) => log.error({ err: error }, 'keys not read, the last good ones serve on');
  const keyring = createKeyring({ list: keys.listSealed, seal, clock, onFailure });
  try {
    // Whoever cannot open the keys that are there makes none.
    await keys.inTurn(async () => {
      for (const { id, sealedSecret } of await keys.listSealed()) await seal.open(id, sealedSecret);
    });
  } catch (cause) {
    throw new Error('the signing keys do not open; start with the SECRETS_KEY that they were sealed under', { cause });
  }
  await keyChanges.run();
  await keyring.current();
  return { keyring, keyChanges };
}

import { createInstruments, type Registry } from '@conea/platform';
import type { Keyring } from './domain/keyring.ts';
import { keyPurposes } from './domain/signing-key.ts';

const names = { access_token: 'identity_signing_key_age_seconds', refresh_token: 'identity_refresh_key_age_seconds' };

/** Tells how long the keys in use have been: one that is older than SIGNING_KEY_DAYS and a day was not rotated. */
export function measureKeys(keyring: Pick<Keyring, 'lastGood'>, registry: Registry, clock: () => Date): void {
  const { reading } = createInstruments(registry);
  for (const purpose of keyPurposes)
    reading({ name: names[purpose], help: `Age of the key in use for ${purpose}.`, aggregator: 'max' }, () => {
      const since = keyring.lastGood()?.activeSince[purpose] ?? clock();
      return Math.round((clock().getTime() - since.getTime()) / 1_000);
    });
}

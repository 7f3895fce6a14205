import { createHmac, hkdfSync } from 'node:crypto';

/** A keyed hash of something secret or personal: it can be compared, but not guessed by whoever has only the database. */
export type Fingerprint = (purpose: string, text: string) => Buffer;

/** Fingerprints under a key that is derived from the platform secret. */
export function createFingerprint(secretsKey: Buffer): Fingerprint {
  const key = Buffer.from(hkdfSync('sha256', secretsKey, Buffer.alloc(0), 'conea identity fingerprint', 32));
  return (purpose, text) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, text]))
      .digest();
}

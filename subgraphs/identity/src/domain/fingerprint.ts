import { createHmac, hkdfSync } from 'node:crypto';

/** A keyed hash of something secret or personal: it can be compared, but not guessed by whoever has only the database. */
export type Fingerprint = (purpose: string, text: string) => Buffer;

/** Fingerprints under a key of 32 bytes. */
export function createFingerprint(key: Buffer): Fingerprint {
  return (purpose, text) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, text]))
      .digest();
}

/** The key where none is stored yet: it follows from SECRETS_KEY, so that processes which start together have the same. */
export function firstFingerprintKey(secretsKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secretsKey, Buffer.alloc(0), 'conea identity fingerprint', 32));
}

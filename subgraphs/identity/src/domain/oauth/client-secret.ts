import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const prefix = 'conea_cs_';
const nothing = Buffer.alloc(32);

/** The secret of a client as it is shown once, of 256 bits, and what is stored of it. */
export function createClientSecret(): { text: string; secretHash: Buffer } {
  const text = prefix + randomBytes(32).toString('base64url');
  return { text, secretHash: hash(text) };
}

/** Whether a text is one of the secrets; takes as long when there is none. A fast hash will do for so long a secret. */
export function isClientSecret(text: string, secretHashes: readonly Buffer[]): boolean {
  const presented = hash(text);
  const expected = secretHashes.length === 0 ? [nothing] : secretHashes;
  return expected.filter((secretHash) => timingSafeEqual(presented, secretHash)).length > 0;
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

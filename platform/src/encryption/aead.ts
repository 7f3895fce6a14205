import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const form = /^(?<iv>[\w-]{16})\.(?<ciphertext>[\w-]*)\.(?<tag>[\w-]{22})$/;

/** AES-256-GCM with a random nonce: `<iv>.<ciphertext>.<tag>` in base64url. `place` is authenticated and not part of it. */
export function encrypt(key: Buffer, plaintext: string | Buffer, place: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
}

/** Null when it was changed, is not from this place or was encrypted under another key. */
export function decrypt(key: Buffer, encrypted: string, place: string): Buffer | null {
  const { iv, ciphertext, tag } = form.exec(encrypted)?.groups ?? {};
  if (iv === undefined || ciphertext === undefined || tag === undefined) return null;
  const bytes = (part: string) => Buffer.from(part, 'base64url');
  try {
    const decipher = createDecipheriv(algorithm, key, bytes(iv), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes(tag));
    return Buffer.concat([decipher.update(bytes(ciphertext)), decipher.final()]);
  } catch {
    return null;
  }
}

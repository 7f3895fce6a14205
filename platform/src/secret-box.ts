import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts small secrets for storage with AES-256-GCM. */
export type SecretBox = {
  /** Answers `v1.<key id>.<iv>.<ciphertext>.<tag>` (base64url); `context` says where it is stored, such as `table|column|row id`. */
  seal(plaintext: string | Buffer, context: string): string;
  /** Throws a SecretBoxError when the envelope was changed, moved to another place or sealed under another key. */
  open(envelope: string, context: string): Buffer;
};

/** A secret that cannot be read; the message has neither the secret nor the envelope. */
export class SecretBoxError extends Error {
  override name = 'SecretBoxError';
}

const algorithm = 'aes-256-gcm';
const envelopePattern = /^v1\.(?<kid>[\w-]{11})\.(?<iv>[\w-]{16})\.(?<ciphertext>[\w-]*)\.(?<tag>[\w-]{22})$/;

/** A box that one key of 32 bytes opens. The context and the key id are authenticated, so a sealed secret cannot be swapped with another row's. */
export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== 32) throw new RangeError(`a secret box needs a key of 32 bytes, not ${key.length}`);
  const kid = createHash('sha256').update('conea secret box').update(key).digest().subarray(0, 8).toString('base64url');
  const boundTo = (context: string) => Buffer.from(`v1.${kid}|${context}`);
  return {
    seal: (plaintext, context) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(boundTo(context));
      const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'));
      return ['v1', kid, ...parts].join('.');
    },
    open: (envelope, context) => {
      const sealed = envelopePattern.exec(envelope)?.groups;
      if (!sealed) throw new SecretBoxError('this is not a sealed secret');
      if (sealed['kid'] !== kid) throw new SecretBoxError('the secret was sealed under another key');
      const [iv, ciphertext, tag] = [sealed['iv'], sealed['ciphertext'], sealed['tag']].map((part) =>
        Buffer.from(part ?? '', 'base64url'),
      );
      if (!iv || !ciphertext || !tag) throw new SecretBoxError('this is not a sealed secret');
      return decrypt(key, iv, ciphertext, tag, boundTo(context));
    },
  };
}

function decrypt(key: Buffer, iv: Buffer, ciphertext: Buffer, tag: Buffer, context: Buffer): Buffer {
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: 16 }).setAAD(context).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch (cause) {
    throw new SecretBoxError('the secret was changed, or is not from this place', { cause });
  }
}

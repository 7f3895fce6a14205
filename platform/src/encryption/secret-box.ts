import { createHash } from 'node:crypto';
import { decrypt, encrypt } from './aead.ts';

/** Encrypts what belongs to no tenant, and the keys of tenants, with AES-256-GCM. */
export type SecretBox = {
  /** Answers `v1.<key id>.<iv>.<ciphertext>.<tag>` (base64url); `context` says where it is stored, such as `table|column|row id`. */
  seal(plaintext: string | Buffer, context: string): string;
  /** Throws a SecretBoxError when the envelope was changed, moved to another place or sealed under another key. */
  open(envelope: string, context: string): Buffer;
  /** Those that it opens with; the first one seals. */
  keyIds(): readonly string[];
};

/** A secret that cannot be read; the message has neither the secret nor the envelope. */
export class SecretBoxError extends Error {
  override name = 'SecretBoxError';
}

/** Keys of 32 bytes, the newest first, or those of the moment. */
export type SealingKeys = Buffer | (() => readonly Buffer[]);

const envelopePattern = /^v1\.(?<kid>[\w-]{11})\.(?<encrypted>[\w.-]+)$/;

/** A box that its keys open. The context and the key id are authenticated, so a sealed secret cannot be swapped with another row's. */
export function createSecretBox(keys: SealingKeys): SecretBox {
  const keysNow = typeof keys === 'function' ? keys : () => [keys];
  // Keys change rarely: the list is the same object until they do.
  let known: { list: readonly Buffer[]; byId: ReadonlyMap<string, Buffer> } | undefined;
  const read = () => {
    const list = keysNow();
    if (list !== known?.list && !(known && isSame(list, known.list))) known = { list, byId: identify(list) };
    return known?.byId ?? new Map<string, Buffer>();
  };
  read();
  return {
    seal: (plaintext, context) => {
      const [newest] = read();
      if (!newest) throw new SecretBoxError('there is no key to seal with');
      const [kid, key] = newest;
      return `v1.${kid}.${encrypt(key, plaintext, `v1.${kid}|${context}`)}`;
    },
    open: (envelope, context) => {
      const { kid, encrypted } = envelopePattern.exec(envelope)?.groups ?? {};
      if (kid === undefined || encrypted === undefined) throw new SecretBoxError('this is not a sealed secret');
      const key = read().get(kid);
      if (!key) throw new SecretBoxError('the secret was sealed under another key');
      const opened = decrypt(key, encrypted, `v1.${kid}|${context}`);
      if (!opened) throw new SecretBoxError('the secret was changed, or is not from this place');
      return opened;
    },
    keyIds: () => [...read().keys()],
  };
}

function identify(keys: readonly Buffer[]): ReadonlyMap<string, Buffer> {
  const wrong = keys.find(({ length }) => length !== 32);
  if (wrong) throw new RangeError(`a secret box needs a key of 32 bytes, not ${wrong.length}`);
  return new Map(keys.map((key) => [idOf(key), key]));
}

const idOf = (key: Buffer) =>
  createHash('sha256').update('conea secret box').update(key).digest().subarray(0, 8).toString('base64url');

const isSame = (one: readonly Buffer[], other: readonly Buffer[]) =>
  one.length === other.length && one.every((key, index) => other[index]?.equals(key));

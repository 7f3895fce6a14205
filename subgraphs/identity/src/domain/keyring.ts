import type { SecretBox } from '@conea/platform';
import { importPKCS8, type JWK } from 'jose';
import type { TokenSigner } from './access-token.ts';
import type { KeyPurpose, KeyState } from './signing-key.ts';

/** A key as it is stored, its secret sealed. */
export type StoredKey = {
  id: string;
  purpose: KeyPurpose;
  state: KeyState;
  publicKey: JWK | null;
  sealedSecret: string;
};

/** Derives refresh tokens. */
export type RefreshKey = { id: string; secret: Buffer };

/** The keys in use, opened. */
export type Keys = {
  signer: TokenSigner;
  /** For new refresh tokens. */
  refreshKey: RefreshKey;
  /** Derives refresh tokens of a session again that an earlier key made; throws when the key is gone. */
  refreshSecret(keyId: string): Buffer;
  /** The public key set (RFC 7517). */
  jwks: { keys: JWK[] };
};

/** The keys of the moment; changes made by other processes are seen within a minute. */
export type Keyring = { current(): Promise<Keys> };

const maxAge = 60_000;

/** Where in the database a sealed key stands. */
export const keyContext = (id: string) => `signing_keys|sealed_secret|${id}`;

/** Opens the stored keys and keeps them for a minute. When they cannot be read again, the last good ones go on serving. */
export function createKeyring(list: () => Promise<StoredKey[]>, box: SecretBox, clock: () => Date): Keyring {
  let opened: { keys: Promise<Keys>; at: number } | undefined;
  return {
    current: () => {
      const now = clock().getTime();
      if (opened && now - opened.at < maxAge) return opened.keys;
      const earlier = opened?.keys;
      const read = list().then((stored) => openKeys(stored, box));
      const keys = earlier ? read.catch(() => earlier) : read;
      const entry = { keys, at: now };
      opened = entry;
      keys.catch(() => {
        if (opened === entry) opened = undefined;
      });
      return keys;
    },
  };
}

async function openKeys(stored: readonly StoredKey[], box: SecretBox): Promise<Keys> {
  const active = (purpose: KeyPurpose) => {
    const key = stored.find((candidate) => candidate.purpose === purpose && candidate.state === 'active');
    if (!key) throw new Error(`there is no active key for ${purpose}`);
    return { id: key.id, secret: box.open(key.sealedSecret, keyContext(key.id)) };
  };
  const signer = active('access_token');
  const secrets = new Map(
    stored
      .filter(({ purpose }) => purpose === 'refresh_token')
      .map(({ id, sealedSecret }) => [id, box.open(sealedSecret, keyContext(id))]),
  );
  return {
    signer: { id: signer.id, privateKey: await importPKCS8(signer.secret.toString('utf8'), 'RS256') },
    refreshKey: active('refresh_token'),
    refreshSecret: (keyId) => {
      const secret = secrets.get(keyId);
      if (!secret) throw new Error('the key of a refresh token is gone');
      return secret;
    },
    jwks: { keys: stored.flatMap(({ publicKey }) => (publicKey ? [publicKey] : [])) },
  };
}

import { randomBytes } from 'node:crypto';
import { newId } from '@conea/platform';
import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, type JWK } from 'jose';

export const keyPurposes = ['access_token', 'refresh_token'] as const;

/** What a key is for: RSA keys sign access tokens, symmetric keys derive refresh tokens. */
export type KeyPurpose = (typeof keyPurposes)[number];

/** `next` is published ahead of its use, `active` signs, `passive` is published until its last token has ended, `retired` is gone. */
export type KeyState = 'next' | 'active' | 'passive' | 'retired';

/** A key and its secret half in the clear: PKCS #8 (PEM), or 32 bytes in base64. */
export type NewKey = { id: string; purpose: KeyPurpose; publicKey: JWK | null; secret: string };

export function generateKey(purpose: KeyPurpose): Promise<NewKey> {
  return purpose === 'access_token' ? generateAccessTokenKey() : Promise.resolve(generateRefreshTokenKey());
}

/** Makes an RSA key of 3072 bits (128-bit security, as ASVS 11.2.3 asks); its id is its thumbprint (RFC 7638). */
export async function generateAccessTokenKey(): Promise<NewKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { modulusLength: 3072, extractable: true });
  const { kty, n, e } = await exportJWK(publicKey);
  if (!kty || !n || !e) throw new Error('the generated key is not an RSA key');
  const jwk: JWK = { kty, n, e };
  const id = await calculateJwkThumbprint(jwk);
  return {
    id,
    purpose: 'access_token',
    publicKey: { ...jwk, kid: id, alg: 'RS256', use: 'sig' },
    secret: await exportPKCS8(privateKey),
  };
}

/** Makes a key of 32 random bytes. */
export function generateRefreshTokenKey(): NewKey {
  return { id: newId('rtk'), purpose: 'refresh_token', publicKey: null, secret: randomBytes(32).toString('base64') };
}

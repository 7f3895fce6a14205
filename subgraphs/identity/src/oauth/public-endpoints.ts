import type { Keyring } from '../domain/keyring.ts';
import type { HttpAnswer } from './http-exchange.ts';

/** Short enough that a key is seen long before it signs, long enough that verifiers hardly ask. */
export const cacheControl = 'public, max-age=300, stale-while-revalidate=600, stale-if-error=86400';

/** What everybody may read and keep: the public key set (RFC 7517) and the metadata of the issuer. */
export function createPublicEndpoints(keyring: Keyring, metadata: object) {
  const answer = (type: string, value: object): HttpAnswer => ({
    status: 200,
    headers: { 'cache-control': cacheControl, 'content-type': type },
    body: JSON.stringify(value),
  });
  return {
    jwks: async () => answer('application/jwk-set+json', (await keyring.current()).jwks),
    metadata: async () => answer('application/json', metadata),
  };
}

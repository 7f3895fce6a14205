import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isPublicAddress } from '../public-address.ts';

/** The public keys that a client proves itself with (RFC 7517). */
export type ClientKeys = { keys: ClientKey[] };

/** What a client may sign with: no shared secrets, and nothing that RFC 8725 advises against. `EdDSA` is what `Ed25519` was called before RFC 9864. */
export const assertionAlgorithms = ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'] as const;

const maxKeys = 10;
const leastModulus = 2_048;

const base64url = z.string().regex(/^[\w-]{1,1400}$/);
const common = {
  kid: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  use: z.literal('sig').exactOptional(),
  alg: z.enum(assertionAlgorithms).exactOptional(),
};
// What a private key has beside is no member of these: whoever sends one is refused, not helped.
const key = z.union([
  z.strictObject({ ...common, kty: z.literal('RSA'), n: base64url, e: base64url }),
  z.strictObject({ ...common, kty: z.literal('EC'), crv: z.literal('P-256'), x: base64url, y: base64url }),
  z.strictObject({ ...common, kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url }),
]);
const keySet = z.strictObject({ keys: z.array(key).min(1).max(maxKeys) });

type ClientKey = z.infer<typeof key>;

/** The keys of a set that somebody sent; null unless each is public, usable, and told apart from the others by its `kid`. */
export function parseClientKeys(value: unknown): ClientKeys | null {
  const parsed = keySet.safeParse(value);
  if (!parsed.success) return null;
  const { keys } = parsed.data;
  const areDistinct = new Set(keys.map(({ kid }) => kid)).size === keys.length;
  return areDistinct && keys.every(isUsable) ? { keys } : null;
}

/** What is wrong with a set that is none. */
export const keySetProblem = `Send a JWK Set of 1 to ${maxKeys} public keys, each with its own \`kid\`: RSA of ${leastModulus} bits at least, P-256 or Ed25519.`;

/** Whether a client may say that it publishes its keys there; where the name leads is seen when they are read. */
export function isKeySetUrl(text: string): boolean {
  const url = text.length <= 2_000 ? URL.parse(text) : null;
  if (!url || url.protocol !== 'https:' || url.username || url.password || url.hash) return false;
  const host = url.hostname.replace(/^\[(?<address>.*)\]$/, '$<address>');
  return isIP(host) === 0 || isPublicAddress(host);
}

export const keySetUrlProblem = 'Name an https URL on the public internet, without a user and without a fragment.';

function isUsable(candidate: JsonWebKey): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key: candidate, format: 'jwk' });
    return asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) >= leastModulus;
  } catch {
    return false;
  }
}

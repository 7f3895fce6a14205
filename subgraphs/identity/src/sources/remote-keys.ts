import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { FindRemoteKeys } from '../domain/oauth/client-assertion.ts';
import { createPublicFetch, type PublicFetchOptions } from './public-fetch.ts';

/** `cooldown`: milliseconds in which a key that is not there is not asked for again. */
export type RemoteKeysOptions = PublicFetchOptions & { cooldown?: number };

const timeout = 5_000;
const maxAge = 600_000;
const maxSets = 1_000;

/**
 * The keys that clients publish: read when they are needed, kept for ten minutes, and read again for a key that is not among them, once in 30 seconds. Five seconds
 * and 64 KiB for each answer.
 */
export function createRemoteKeys({ cooldown = 30_000, ...options }: RemoteKeysOptions = {}): FindRemoteKeys {
  const read = createPublicFetch(options);
  const known = new Map<string, JWTVerifyGetKey>();
  return (uri) => {
    const limits = { timeoutDuration: timeout, cooldownDuration: cooldown, cacheMaxAge: maxAge };
    const found = known.get(uri) ?? createRemoteJWKSet(new URL(uri), { ...limits, [customFetch]: read });
    // The one that was asked for longest ago goes first.
    known.delete(uri);
    known.set(uri, found);
    const [oldest] = known.keys();
    if (known.size > maxSets && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

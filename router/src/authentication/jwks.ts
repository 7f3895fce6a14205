import type { Logger } from '@conea/platform';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { request } from 'undici';
import { z } from 'zod';

const jwks = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

export type JwksOptions = { url: string; maxAge: number; cooldown: number; log: Logger };

/** There is no key set yet, and it cannot be fetched. */
export class KeysUnavailable extends Error {}

/** The keys of an issuer; `check` rejects while there is none at all. */
export type Jwks = { getKey: JWTVerifyGetKey; check(): Promise<void> };

/**
 * Fetches keys when they are older than `maxAge` or a token names an unknown one, at most once in `cooldown` (milliseconds). When the
 * endpoint is down the last good set serves on.
 */
export function createJwks({ url, maxAge, cooldown, log }: JwksOptions): Jwks {
  let keys: JWTVerifyGetKey | null = null;
  let fetchedAt = 0;
  let triedAt = 0;
  let running: Promise<void> | null = null;

  const refresh = async () => {
    triedAt = Date.now();
    try {
      const { body } = await request(url, { headersTimeout: 5_000, bodyTimeout: 5_000 });
      const set: JSONWebKeySet = jwks.parse(await body.json());
      keys = createLocalJWKSet(set);
      fetchedAt = Date.now();
    } catch (error) {
      log.warn({ err: error }, 'token keys not fetched');
    }
  };
  const refreshOnce = () => (running ??= refresh().finally(() => (running = null)));
  const load = async (): Promise<JWTVerifyGetKey> => {
    const isStale = Date.now() - fetchedAt > maxAge && Date.now() - triedAt > cooldown;
    if (keys === null || isStale) await refreshOnce();
    if (keys === null) throw new KeysUnavailable('no key set');
    return keys;
  };
  return {
    getKey: async (header, token) => {
      const find = await load();
      try {
        return await find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - triedAt < cooldown) throw error;
        await refreshOnce();
        return (await load())(header, token);
      }
    },
    check: async () => {
      await load();
    },
  };
}

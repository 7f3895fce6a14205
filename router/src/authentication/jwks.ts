import type { Logger } from '@conea/platform';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { request } from 'undici';
import { z } from 'zod';

const jwks = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

export type JwksOptions = {
  url: string;
  maxAge: number;
  cooldown: number;
  onFetch(result: 'success' | 'failure'): void;
  log: Logger;
};

/** There is no key set yet, and it cannot be fetched. */
export class KeysUnavailable extends Error {}

/** The keys of an issuer. */
export type Jwks = {
  getKey: JWTVerifyGetKey;
  /** Rejects while there is none at all. */
  check(): Promise<void>;
  /** Fetches them now, however long ago that was done: one was revoked. */
  refetch(): void;
  /** Since the set that serves was fetched. */
  ageSeconds(): number;
};

/** Whoever looks at the health of a router that has no keys yet makes it try again this soon, so that it is ready when its issuer is. */
const startCooldown = 1_000;

/**
 * Fetches keys when they are older than `maxAge` or a token names an unknown one, at most once in `cooldown` (milliseconds): no flood of tokens
 * becomes one of fetches, also while there never was a key set. When the endpoint is down the last good set serves on.
 */
export function createJwks({ url, maxAge, cooldown, onFetch, log }: JwksOptions): Jwks {
  const startedAt = performance.now();
  let keys: JWTVerifyGetKey | null = null;
  let fetchedAt = -Infinity;
  let triedAt = -Infinity;
  let running: Promise<void> | null = null;

  const refresh = async () => {
    triedAt = performance.now();
    try {
      const { body } = await request(url, { headersTimeout: 5_000, bodyTimeout: 5_000 });
      const set: JSONWebKeySet = jwks.parse(await body.json());
      keys = createLocalJWKSet(set);
      fetchedAt = performance.now();
      onFetch('success');
    } catch (error) {
      onFetch('failure');
      log.warn({ err: error }, 'token keys not fetched');
    }
  };
  /** Waits for the fetch that runs, or starts one when the last is long enough ago. */
  const refreshOnce = async (after: number) => {
    if (running === null && performance.now() - triedAt < after) return;
    await (running ??= refresh().finally(() => (running = null)));
  };
  const load = async (after = cooldown): Promise<JWTVerifyGetKey> => {
    const isStale = running === null && performance.now() - fetchedAt > maxAge;
    if (keys === null || isStale) await refreshOnce(after);
    if (keys === null) throw new KeysUnavailable('no key set');
    return keys;
  };
  return {
    getKey: async (header, token) => {
      const find = await load();
      try {
        return await find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await refreshOnce(cooldown);
        return (await load())(header, token);
      }
    },
    check: async () => {
      await load(keys === null ? Math.min(startCooldown, cooldown) : cooldown);
    },
    refetch: () => void refreshOnce(0),
    ageSeconds: () => Math.round((performance.now() - Math.max(fetchedAt, startedAt)) / 1_000),
  };
}

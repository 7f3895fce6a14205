import { LRUCache } from 'lru-cache';
import { clockToleranceSeconds } from './clock-tolerance.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Logger } from './log.ts';
import { createRedis, type Redis } from './redis.ts';

/** `unknown`: whether another process has seen it cannot be told now. */
export type NonceClaim = 'fresh' | 'used' | 'unknown';

/** Knows which signatures were used. A nonce is kept for as long as its signature could be replayed; claims never reject. */
export type Nonces = { claim(nonce: string): Promise<NonceClaim> };

/** Milliseconds for which a signature can be replayed where clocks may differ by so many seconds: from before its time to after it. */
const lifetimeOf = (tolerance: number) => 2 * tolerance * 1_000;
const commandTimeout = 250;

/** The nonces of one process. The newest `max` are kept: a million is 5,000 calls in each second of their lifetime. */
export function createMemoryNonces(tolerance = clockToleranceSeconds, max = 1_000_000): Nonces {
  const seen = new LRUCache<string, true>({ max, ttl: lifetimeOf(tolerance) });
  return {
    claim: async (nonce) => {
      if (seen.has(nonce)) return 'used';
      seen.set(nonce, true);
      return 'fresh';
    },
  };
}

export type SharedNoncesOptions = {
  redis: Redis;
  subgraph: string;
  /** Whether a call that only this process has not seen is good while Redis is lost. */
  whenLost: 'local' | 'refuse';
  log: Logger;
  /** Seconds by which clocks may differ; default `clockToleranceSeconds`. */
  tolerance?: number;
  /** Milliseconds for which Redis is not asked after it failed, so that one that hangs does not slow every call down. */
  pause?: number;
};

/** Nonces that all replicas of a subgraph share. Each remembers by itself too, and refuses what it has seen, with Redis or without. */
export function createSharedNonces(options: SharedNoncesOptions): Nonces {
  const { redis, subgraph, whenLost, log, tolerance = clockToleranceSeconds, pause = 1_000 } = options;
  const local = createMemoryNonces(tolerance);
  const answerWhenLost: NonceClaim = whenLost === 'local' ? 'fresh' : 'unknown';
  let isLost = false;
  let askAgainAt = 0;
  return {
    claim: async (nonce) => {
      if ((await local.claim(nonce)) === 'used') return 'used';
      if (performance.now() < askAgainAt) return answerWhenLost;
      try {
        const set = await redis.set(`conea:${subgraph}:nonce:${nonce}`, '', 'PX', lifetimeOf(tolerance), 'NX');
        isLost = false;
        return set === 'OK' ? 'fresh' : 'used';
      } catch (error) {
        if (!isLost) log.error({ err: error, whenLost }, 'replays at another replica cannot be told');
        isLost = true;
        askAgainAt = performance.now() + pause;
        return answerWhenLost;
      }
    },
  };
}

export type NoncesEnv = {
  REDIS_URL?: string | undefined;
  NONCES_WITHOUT_REDIS: 'local' | 'refuse';
  CLOCK_TOLERANCE_SECONDS: number;
};

/** The nonces that the environment asks for: shared in Redis when there is a `REDIS_URL`, otherwise of this process, which then has to be the only replica. */
export function openNonces(subgraph: string, env: NoncesEnv, lifecycle: Lifecycle, log: Logger): Nonces {
  const { CLOCK_TOLERANCE_SECONDS: tolerance, NONCES_WITHOUT_REDIS: whenLost } = env;
  if (env.REDIS_URL === undefined) return createMemoryNonces(tolerance);
  const redis = createRedis(env.REDIS_URL, log, commandTimeout);
  lifecycle.onStop('nonces', async () => redis.disconnect());
  return createSharedNonces({ redis, subgraph, whenLost, tolerance, log });
}

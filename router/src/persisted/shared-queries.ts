import type { Redis } from '@conea/platform';
import type { Bus } from '../cluster/bus.ts';
import type { ApqConfig } from '../config/persisted-queries.ts';
import { createClusterQueries } from './cluster-queries.ts';

/** Registered texts that others can find too: other routers, or the other workers of this one. */
export type SharedQueries = {
  storage: 'redis' | 'primary';
  /** Rejects when it cannot be found out. */
  find(hash: string): Promise<string | null>;
  remember(hash: string, query: string): void;
};

/** The widest place that there is; null in a process that is by itself. */
export function findSharedQueries(config: ApqConfig, redis: Redis | null, bus: Bus | null): SharedQueries | null {
  if (redis) return createRedisQueries(redis, config);
  return bus && createClusterQueries(bus);
}

const keyOf = (hash: string) => `conea:router:apq:${hash}`;

/** In Redis, for all routers of a graph. */
function createRedisQueries(redis: Redis, { router: { cache } }: ApqConfig): SharedQueries {
  return {
    storage: 'redis',
    find: (hash) => redis.get(keyOf(hash)),
    remember: (hash, query) => {
      redis.set(keyOf(hash), query, 'PX', cache.redis.ttl).catch(() => undefined);
    },
  };
}

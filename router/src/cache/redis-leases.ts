import { setTimeout as wait } from 'node:timers/promises';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import type { RedisCommands } from './redis-commands.ts';
import { redisKey } from './redis-key.ts';
import type { Leases } from './shared-cache.ts';

const pollInterval = 20;
const leaseKey = (key: string) => `${redisKey(key)}:lease`;

/** Leases in Redis. Without Redis everything is ours. */
export function createRedisLeases(
  { run }: RedisCommands,
  { lease, lease_wait: maxWait }: Pick<ResponseCacheConfig['redis'], 'lease' | 'lease_wait'>,
): Leases {
  return {
    claim: (keys) =>
      Promise.all(
        keys.map((key) =>
          run(async (client) => (await client.set(leaseKey(key), '1', 'PX', lease, 'NX')) !== null, true),
        ),
      ),
    release: (keys) => {
      void run((client) => client.del(keys.map(leaseKey)), null);
    },
    settled: async (keys) => {
      const end = Date.now() + maxWait;
      const areTaken = () => run(async (client) => (await client.exists(keys.map(leaseKey))) > 0, false);
      while (Date.now() < end && (await areTaken())) await wait(pollInterval);
    },
  };
}

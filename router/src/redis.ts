import type { Logger } from '@conea/platform';
import { Redis } from 'ioredis';

export type { Redis };

/**
 * The one Redis connection of a router. Commands fail at once while it is lost, so that whoever asks goes on with what it has; it
 * connects again by itself. Keys begin with `conea:router:<feature>:`.
 */
export function createRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
  });
  let isLost = false;
  redis.on('error', (error: Error) => {
    if (!isLost) log.warn({ err: error }, 'redis lost');
    isLost = true;
  });
  redis.on('ready', () => {
    if (isLost) log.info({}, 'redis is back');
    isLost = false;
  });
  return redis;
}

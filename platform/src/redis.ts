import { Redis } from 'ioredis';
import type { Logger } from './log.ts';

export type { Redis };

/**
 * A Redis connection for what a server can do without: commands fail at once while it is lost, and after `commandTimeout` milliseconds, so
 * that whoever asks goes on with what it has; it connects again by itself. Keys begin with `conea:<server>:<feature>:`.
 */
export function createRedis(url: string, log: Logger, commandTimeout = 1_000): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout,
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

import { createEventLog, type EventLog } from '../event-log.ts';
import type { Logger } from '../log.ts';
import { createPostgresStorage, eventLogMigrations } from './postgres.ts';
import { createRedisStorage } from './redis.ts';

export { eventLogMigrations };

/** Opens the event log that the environment names: Redis Streams when there is a `REDIS_URL`, otherwise Postgres. */
export function openEventLog(
  {
    REDIS_URL,
    EVENT_LOG_DATABASE_URL,
  }: { REDIS_URL?: string | undefined; EVENT_LOG_DATABASE_URL?: string | undefined },
  log: Logger,
): EventLog {
  if (REDIS_URL !== undefined) return createEventLog(createRedisStorage(REDIS_URL, log), log);
  if (EVENT_LOG_DATABASE_URL !== undefined)
    return createEventLog(createPostgresStorage(EVENT_LOG_DATABASE_URL, log), log);
  throw new Error('set REDIS_URL or EVENT_LOG_DATABASE_URL, so that events have a log to go to');
}

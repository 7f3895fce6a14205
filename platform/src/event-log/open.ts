import { createEventLog, type EventLog } from '../event-log.ts';
import type { Logger } from '../log.ts';
import { migrate } from '../migrate.ts';
import { createPostgresStorage, eventLogMigrations } from './postgres.ts';
import { createRedisStorage } from './redis.ts';

export { eventLogMigrations };

/** Opens the event log that the environment names: Redis Streams when there is a `REDIS_URL`, otherwise Postgres, whose tables it makes. */
export async function openEventLog(
  {
    REDIS_URL,
    EVENT_LOG_DATABASE_URL,
  }: { REDIS_URL?: string | undefined; EVENT_LOG_DATABASE_URL?: string | undefined },
  log: Logger,
): Promise<EventLog> {
  if (REDIS_URL !== undefined) return createEventLog(createRedisStorage(REDIS_URL, log), log);
  if (EVENT_LOG_DATABASE_URL !== undefined) {
    await migrate(EVENT_LOG_DATABASE_URL, [eventLogMigrations]);
    return createEventLog(createPostgresStorage(EVENT_LOG_DATABASE_URL, log), log);
  }
  throw new Error('set REDIS_URL or EVENT_LOG_DATABASE_URL, so that events have a log to go to');
}

import { liveUrl } from '../database-url.ts';
import { createEventLog, type EventLog } from '../event-log.ts';
import type { Logger } from '../log.ts';
import { migrate } from '../migrate.ts';
import { createPostgresStorage, eventLogMigrations } from './postgres.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createRedisStorage } from './redis.ts';

export { eventLogMigrations };

/** Opens the event log that the environment names: Redis Streams when there is a `REDIS_URL`, otherwise Postgres, whose tables it makes; with the secrets its password is live. */
export async function openEventLog(
  {
    REDIS_URL,
    EVENT_LOG_DATABASE_URL,
  }: { REDIS_URL?: string | undefined; EVENT_LOG_DATABASE_URL?: string | undefined },
  log: Logger,
  secrets?: Secrets,
): Promise<EventLog> {
  if (REDIS_URL !== undefined) return createEventLog(createRedisStorage(REDIS_URL, log), log);
  if (EVENT_LOG_DATABASE_URL !== undefined) {
    await migrate(EVENT_LOG_DATABASE_URL, [eventLogMigrations]);
    const url = secrets ? liveUrl(secrets, 'EVENT_LOG_DATABASE_URL') : EVENT_LOG_DATABASE_URL;
    return createEventLog(createPostgresStorage(url, log), log);
  }
  throw new Error('set REDIS_URL or EVENT_LOG_DATABASE_URL, so that events have a log to go to');
}

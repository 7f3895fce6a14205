import { fileURLToPath } from 'node:url';
import { createDatabase, type Database, type Queries } from '../database.ts';
import type { DatabaseUrl } from '../database-url.ts';
import { ClientError } from '../errors.ts';
import { parseEvent, type ConeaEvent } from '../event.ts';
import { createListener } from '../listener.ts';
import type { Logger } from '../log.ts';
import { sql } from '../sql.ts';
import type { GroupLock, LogStorage, StoredEvent } from './storage.ts';

/** The tables of an event log in Postgres. */
export const eventLogMigrations = fileURLToPath(new URL('../../migrations/event-log/', import.meta.url));

const channel = 'conea_event_log';
const retentionDays = 30;
const trimInterval = 3_600_000;

/** An event log in a Postgres database of its own (migrated with `eventLogMigrations`). Events are kept for 30 days. */
export function createPostgresStorage(url: DatabaseUrl, log: Logger): LogStorage {
  // Each group that this process works for holds one connection for each of its streams.
  const database = createDatabase({ url, name: 'event-log', log, maxConnections: 20 });
  const listener = createListener(url, log);
  const trimming = setInterval(() => {
    trim(database).catch((error: unknown) => log.warn({ err: error }, 'event log not trimmed'));
  }, trimInterval).unref();
  return {
    append: (stream, events, keep) => database.transaction((tx) => append(tx, stream, events, keep)),
    readAfter: (stream, cursor, limit) => readAfter(database, stream, cursor, limit),
    head: async (stream) => {
      const row = await database.maybeOne<{ position: number }>(
        sql`select last_position as position from streams where stream = ${stream}`,
      );
      return String(row?.position ?? 0);
    },
    watch: (stream, wake) => listener.listen(channel, (payload) => (payload === null || payload === stream) && wake()),
    compare: (a, b) => parsePosition(a) - parsePosition(b),
    lock: (stream, group) => lock(database, stream, group),
    ...groups(database),
    ...deadLetters(database),
    check: () => database.one(sql`select 1`).then(() => undefined),
    close: async () => {
      clearInterval(trimming);
      await listener.close();
      await database.close();
    },
  };
}

/** The stream's row is locked until the commit, so positions become visible in their order: a reader never skips one. */
async function append(tx: Queries, stream: string, events: readonly ConeaEvent[], keep?: number): Promise<void> {
  await tx.execute(sql`insert into streams (stream) values (${stream}) on conflict do nothing`);
  await tx.execute(sql`select from streams where stream = ${stream} for update`);
  const appended = await tx.execute(sql`
    with incoming as (
      select distinct on (event ->> 'id') event, ordinal
      from jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as item (event, ordinal)
      order by event ->> 'id', ordinal
    ), fresh as (
      select event, row_number() over (order by ordinal) as place
      from incoming
      where not exists (select from events where stream = ${stream} and event_id = incoming.event ->> 'id')
    )
    insert into events (stream, position, event_id, event)
    select ${stream}, last_position + place, event ->> 'id', event
    from fresh, streams
    where streams.stream = ${stream}`);
  await tx.execute(sql`update streams set last_position = last_position + ${appended} where stream = ${stream}`);
  if (keep !== undefined)
    await tx.execute(sql`
      delete from events using streams
      where streams.stream = ${stream} and events.stream = ${stream} and position <= last_position - ${keep}`);
  await tx.execute(sql`select pg_notify(${channel}, ${stream})`);
}

async function readAfter(database: Queries, stream: string, cursor: string, limit: number): Promise<StoredEvent[]> {
  const rows = await database.many<{ position: number; event: unknown }>(sql`
    select position, event
    from events
    where stream = ${stream} and position > ${parsePosition(cursor)}
    order by position
    limit ${limit}`);
  return rows.map(toStored);
}

/** The lock is the connection's: Postgres releases it the moment the process dies. */
async function lock(database: Database, stream: string, group: string): Promise<GroupLock | null> {
  const client = await database.connect();
  const key = JSON.stringify([stream, group]);
  const lost = new AbortController();
  const onError = () => lost.abort();
  client.on('error', onError);
  const release = async (isBroken = true) => {
    client.off('error', onError);
    client.release(isBroken);
  };
  try {
    const { rows } = await client.query<{ isLocked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as "isLocked"',
      [key],
    );
    if (rows[0]?.isLocked) return { lost: lost.signal, release };
  } catch (error) {
    // A connection that is never given back keeps the pool from closing.
    await release();
    throw error;
  }
  await release(false);
  return null;
}

function groups(database: Database): Pick<LogStorage, 'groupState' | 'countAttempt' | 'advance'> {
  return {
    groupState: async (stream, group) => {
      const row = await database.maybeOne<{ position: number; attempts: number }>(sql`
        select position, attempts from consumer_groups where stream = ${stream} and consumer_group = ${group}`);
      return { cursor: String(row?.position ?? 0), attempts: row?.attempts ?? 0 };
    },
    countAttempt: async (stream, group) => {
      await database.execute(sql`
        insert into consumer_groups (stream, consumer_group, attempts) values (${stream}, ${group}, 1)
        on conflict (stream, consumer_group) do update set attempts = consumer_groups.attempts + 1`);
    },
    advance: async (stream, group, cursor) => {
      await database.execute(sql`
        update consumer_groups set position = ${parsePosition(cursor)}, attempts = 0
        where stream = ${stream} and consumer_group = ${group}`);
    },
  };
}

type DeadRow = { position: number; event: unknown; reason: string; diedAt: Date };

function deadLetters(
  database: Database,
): Pick<LogStorage, 'bury' | 'deadLetters' | 'queueDeadLetters' | 'queuedDeadLetters' | 'settle'> {
  return {
    bury: async (stream, group, { cursor, event }, reason) => {
      await database.execute(sql`
        insert into dead_letters (stream, consumer_group, position, event, reason)
        values (${stream}, ${group}, ${parsePosition(cursor)}, ${JSON.stringify(event)}::jsonb, ${reason})
        on conflict (stream, consumer_group, position) do update set reason = excluded.reason, is_queued = false`);
    },
    deadLetters: async (stream, group) => {
      const rows = await database.many<DeadRow>(sql`
        select position, event, reason, died_at as "diedAt"
        from dead_letters
        where stream = ${stream} and consumer_group = ${group}
        order by position`);
      return rows.map((row) => ({ ...toStored(row), reason: row.reason, diedAt: row.diedAt }));
    },
    queueDeadLetters: async (stream, group) => {
      const queued = await database.execute(sql`
        update dead_letters set is_queued = true where stream = ${stream} and consumer_group = ${group}`);
      await database.execute(sql`select pg_notify(${channel}, ${stream})`);
      return queued;
    },
    queuedDeadLetters: async (stream, group) => {
      const rows = await database.many<DeadRow>(sql`
        select position, event
        from dead_letters
        where stream = ${stream} and consumer_group = ${group} and is_queued
        order by position`);
      return rows.map(toStored);
    },
    settle: async (stream, group, cursor) => {
      await database.execute(sql`
        delete from dead_letters
        where stream = ${stream} and consumer_group = ${group} and position = ${parsePosition(cursor)} and is_queued`);
    },
  };
}

async function trim(database: Database): Promise<void> {
  await database.execute(sql`delete from events where appended_at < now() - make_interval(days => ${retentionDays})`);
}

function toStored(row: { position: number; event: unknown }): StoredEvent {
  return { cursor: String(row.position), event: parseEvent(row.event) };
}

function parsePosition(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new ClientError('BAD_USER_INPUT', '`after` is not a cursor of this stream.');
  return Number(cursor);
}

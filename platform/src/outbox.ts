import type { PoolClient } from 'pg';
import type { Database } from './database.ts';
import type { EventLog } from './event-log.ts';
import { createWaiter } from './event-log/waiter.ts';
import { parseEvent, type ConeaEvent } from './event.ts';
import type { Logger } from './log.ts';
import { sql } from './sql.ts';

/** The channel on which a transaction that wrote to the outbox notifies. */
export const outboxChannel = 'conea_outbox';

export type Relay = { stop(): Promise<void> };

type OutboxRow = {
  position: number;
  id: string;
  type: string;
  subject: string;
  tenantId: string;
  occurredAt: Date;
  data: unknown;
};

const batchSize = 500;
const idlePoll = 1_000;
const retentionDays = 7;

/**
 * Publishes the outbox of a domain's database to the event log. One replica relays at a time (advisory lock). A row is marked only after
 * the append: a crash in between appends it again, and the log keeps an event id once. Marked rows are deleted after seven days.
 */
export function startOutboxRelay(database: Database, eventLog: EventLog, domain: string, log: Logger): Relay {
  const stopping = new AbortController();
  const waiter = createWaiter();

  const relay = async (client: PoolClient) => {
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('notification', waiter.wake);
    await client.query(`listen ${outboxChannel}`);
    await purge(database);
    while (!stopping.signal.aborted && !lost.signal.aborted) {
      const published = await publishBatch(database, eventLog, domain);
      if (published < batchSize) await waiter.wait(idlePoll, stopping.signal, lost.signal);
    }
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      try {
        await withRelayLock(database, relay);
      } catch (error) {
        log.warn({ err: error }, 'outbox relay interrupted');
      }
      await waiter.wait(idlePoll, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function withRelayLock(database: Database, relay: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await database.connect();
  try {
    const { rows } = await client.query<{ isLocked: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('outbox relay', 0)) as "isLocked"`,
    );
    if (rows[0]?.isLocked) await relay(client);
  } finally {
    client.removeAllListeners('notification');
    client.release(true);
  }
}

async function publishBatch(database: Database, eventLog: EventLog, domain: string): Promise<number> {
  const rows = await database.many<OutboxRow>(sql`
    select position, id, type, subject, tenant_id as "tenantId", occurred_at as "occurredAt", data
    from outbox
    where published_at is null
    order by position
    limit ${batchSize}`);
  if (rows.length === 0) return 0;
  await eventLog.append(
    domain,
    rows.map((row) => toEvent(domain, row)),
  );
  await database.execute(
    sql`update outbox set published_at = now() where position = any(${rows.map(({ position }) => position)})`,
  );
  return rows.length;
}

async function purge(database: Database): Promise<void> {
  await database.execute(sql`delete from outbox where published_at < now() - make_interval(days => ${retentionDays})`);
}

function toEvent(domain: string, row: OutboxRow): ConeaEvent {
  return parseEvent({
    specversion: '1.0',
    id: row.id,
    source: `/${domain}`,
    type: row.type,
    subject: row.subject,
    time: row.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    tenantid: row.tenantId,
    data: row.data,
  });
}

import type { PoolClient } from 'pg';
import type { Database, Queries } from './database.ts';
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
const retentionDays = { published: 7, idempotencyKeys: 7, inbox: 30 };
const purgeInterval = 3_600_000;

/**
 * Publishes the outbox of a domain's database to the event log. One replica relays at a time (advisory lock). A row is marked only after
 * the append: a crash in between appends it again, and the log keeps an event id once. Every hour it
 * deletes what is over: marked rows and idempotency keys after seven days, inbox rows after thirty (as long as the log keeps events).
 */
export function startOutboxRelay(database: Database, eventLog: EventLog, domain: string, log: Logger): Relay {
  const stopping = new AbortController();
  const waiter = createWaiter();

  const { acrossTenants } = database;
  const relay = async (client: PoolClient) => {
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('notification', waiter.wake);
    await client.query(`listen ${outboxChannel}`);
    let purgedAt = 0;
    while (!stopping.signal.aborted && !lost.signal.aborted) {
      if (Date.now() - purgedAt > purgeInterval) {
        await purge(acrossTenants);
        purgedAt = Date.now();
      }
      const published = await publishBatch(acrossTenants, eventLog, domain);
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
  let isLocked = false;
  try {
    const { rows } = await client.query<{ isLocked: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('outbox relay', 0)) as "isLocked"`,
    );
    isLocked = rows[0]?.isLocked ?? false;
    if (isLocked) await relay(client);
  } finally {
    client.removeAllListeners('notification');
    // The lock and the subscription end with the connection.
    client.release(isLocked);
  }
}

async function publishBatch(database: Queries, eventLog: EventLog, domain: string): Promise<number> {
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

async function purge(database: Queries): Promise<void> {
  const { published, idempotencyKeys, inbox } = retentionDays;
  await database.execute(sql`delete from outbox where published_at < now() - make_interval(days => ${published})`);
  await database.execute(
    sql`delete from idempotency_keys where created_at < now() - make_interval(days => ${idempotencyKeys})`,
  );
  await database.execute(sql`delete from inbox where received_at < now() - make_interval(days => ${inbox})`);
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

import type { Database, Transaction } from './database.ts';
import type { Consumer, EventLog } from './event-log.ts';
import type { ConeaEvent } from './event.ts';
import { sql } from './sql.ts';

/** Consumes a stream so that each event has its effect exactly once, in its tenant: the inbox row commits with the effect. */
export function consumeOnce(
  database: Database,
  eventLog: EventLog,
  { stream, group }: { stream: string; group: string },
  work: (tx: Transaction, event: ConeaEvent) => Promise<void>,
): Consumer {
  return eventLog.consume(stream, group, (event) =>
    database.forTenant(event.tenantid).transaction(async (tx) => {
      if (await takeIn(tx, group, event)) await work(tx, event);
    }),
  );
}

/** Keeps in the transaction that a group has taken an event in; false when it has before. */
export async function takeIn(tx: Transaction, group: string, { id }: Pick<ConeaEvent, 'id'>): Promise<boolean> {
  const isNew = await tx.execute(sql`
    insert into inbox (consumer_group, event_id) values (${group}, ${id}) on conflict do nothing`);
  return isNew === 1;
}

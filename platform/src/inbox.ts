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
      const isNew = await tx.execute(sql`
        insert into inbox (consumer_group, event_id) values (${group}, ${event.id}) on conflict do nothing`);
      if (isNew === 1) await work(tx, event);
    }),
  );
}

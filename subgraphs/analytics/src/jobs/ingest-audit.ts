import type { Consumer, Database, EventLog, Logger } from '@conea/platform';
import { addAuditEvents } from '../store/audit-ingest.ts';
import { streams } from './consume.ts';

/** Events in one transaction. */
const batchSize = 1_000;

/** Keeps the audit trail of every domain, many entries at once: a group of its own, so that counting does not hold it up. */
export function startAuditIngest(
  database: Database,
  eventLog: EventLog,
  log: Logger,
  onRejected: (count: number) => void,
): Consumer[] {
  // Who reads the trail is told of by analytics itself.
  return [...streams, 'analytics'].map((stream) =>
    eventLog.consumeBatches(stream, 'audit', batchSize, async (events) => {
      const { rejected } = await database.transaction((tx) => addAuditEvents(tx, events));
      for (const { eventId } of rejected) log.error({ eventId, stream }, 'audit event cannot be read');
      if (rejected.length > 0) onRejected(rejected.length);
    }),
  );
}

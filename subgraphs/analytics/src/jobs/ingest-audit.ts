import type { ConeaEvent, Database, EventLog, Logger } from '@conea/platform';
import { isAuditEvent } from '../domain/audit-entry.ts';
import { addAuditEvents } from '../store/audit-ingest.ts';
import { streams } from './consume.ts';

/** Events in one transaction. */
const batchSize = 1_000;

/**
 * Takes in and seals the audit trail of every domain, many entries at once: a group of its own, so that counting does not hold it up. Answers how to
 * read the age, in seconds, of the oldest entry that was delivered and is not sealed yet.
 */
export function startAuditIngest(
  database: Database,
  eventLog: EventLog,
  log: Logger,
  onRejected: (count: number) => void,
): () => number {
  const waitingSince = new Map<string, number>();
  // Who reads the trail is told of by analytics itself.
  for (const stream of [...streams, 'analytics'])
    eventLog.consumeBatches(stream, 'audit', batchSize, async (events) => {
      const entries = events.filter(isAuditEvent);
      if (entries.length === 0) return;
      waitingSince.set(stream, oldest(entries));
      const { rejected } = await database.acrossTenants.transaction((tx) => addAuditEvents(tx, entries));
      waitingSince.delete(stream);
      for (const { eventId } of rejected) log.error({ eventId, stream }, 'audit event cannot be read');
      if (rejected.length > 0) onRejected(rejected.length);
    });
  return () => Math.max(0, ...[...waitingSince.values()].map((since) => (Date.now() - since) / 1_000));
}

const oldest = (events: readonly ConeaEvent[]) => Math.min(...events.map(({ time }) => Date.parse(time)));

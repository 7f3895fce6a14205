import {
  appendToOutbox,
  consumeOnce,
  findErased,
  type ConeaEvent,
  type Consumer,
  type Database,
  type EventLog,
  type Transaction,
} from '@conea/platform';
import { retention, retentionChanged } from '../domain/audit-retention.ts';
import { measureOf } from '../domain/measure.ts';
import { relatedIds } from '../domain/related-ids.ts';
import { setRetention } from '../store/audit-purge-store.ts';
import { addEvent } from '../store/event-store.ts';
import { addToMetrics } from '../store/metric-store.ts';

/** The domains whose events are counted and audited. */
export const streams = ['identity', 'integration', 'ai', 'data'];

/** Consumes what happens in the other domains; each event is counted once, however often it is delivered. */
export function startConsumers(database: Database, eventLog: EventLog): Consumer[] {
  return streams.map((stream) => consumeOnce(database, eventLog, { stream, group: 'analytics' }, count));
}

async function count(tx: Transaction, event: ConeaEvent): Promise<void> {
  const erased = await findErased(tx, relatedIds(event));
  // What comes late brings nothing of an organization back.
  if (erased.has(event.tenantid)) return;
  if (event.type === retentionChanged) await setRetention(tx, event.tenantid, retention.parse(event.data).days);
  await addEvent(tx, event, erased);
  const minute = await addToMetrics(tx, event, measureOf(event));
  const data = { type: event.type, minute: minute.at.toISOString(), count: minute.count, sum: minute.sum };
  await appendToOutbox(tx, 'analytics', event.tenantid, [{ type: 'metric.updated', subject: event.type, data }]);
}

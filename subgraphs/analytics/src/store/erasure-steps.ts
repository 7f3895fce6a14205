import { eraseRows, sql, type ErasureStep, type Kept } from '@conea/platform';
import { eraseTextsNaming, eraseTextsOf } from './audit-text-erasure.ts';

/**
 * What was counted goes: of an organization all of it, of a person what was counted for them by id. Events name ids and no addresses, and stay with the
 * organization. The audit trail is kept until its retention ends (README), but no text search finds them in
 * it any longer.
 */
export const erasureSteps: readonly ErasureStep[] = [
  // Before the activities, which say in which organizations a person was.
  {
    kind: 'auditSearchTexts',
    erase: (tx, { type, id }, limit) =>
      type === 'User' ? eraseTextsNaming(tx, id, limit) : eraseTextsOf(tx, id, limit),
  },
  eraseRows('activities', sql`activities`, {
    User: (id) => sql`resource_id = ${id}`,
    Organization: (id) => sql`tenant_id = ${id}`,
  }),
  eraseRows('metricBuckets', sql`metric_buckets`, { Organization: (id) => sql`tenant_id = ${id}` }),
  eraseRows('metricDurations', sql`metric_durations`, { Organization: (id) => sql`tenant_id = ${id}` }),
  {
    kind: 'events',
    erase: async (tx, { type, id }, limit) => {
      if (type === 'User') return 0;
      // Of all partitions: a row is told apart by its key.
      return tx.execute(sql`
        delete from events as event
        using (select occurred_at, id from events where tenant_id = ${id} limit ${limit}) as over
        where event.occurred_at = over.occurred_at and event.id = over.id`);
    },
  },
];

const trail = 'legal duty, until the retention of the organization is over';

export const keptWhenErased: Kept = {
  User: { auditEntries: trail, events: "the organization's, under an opaque id and without addresses" },
  Organization: { auditEntries: trail },
};

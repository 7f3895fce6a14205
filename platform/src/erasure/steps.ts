import { sql, type Sql } from '../sql.ts';
import type { ErasureStep, ErasureSubject } from './subject.ts';

/** Which rows are somebody's; a type that is not named keeps them. */
export type Whose = { readonly [Type in ErasureSubject['type']]?: (id: string) => Sql };

/** Deletes rows of a table that is not partitioned. */
export function eraseRows(kind: string, table: Sql, whose: Whose): ErasureStep {
  return {
    kind,
    erase: async (tx, { type, id }, limit) => {
      const condition = whose[type];
      if (!condition) return 0;
      return tx.execute(sql`
        delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition(id)} limit ${limit} for update))`);
    },
  };
}

/**
 * What every domain holds: results by idempotency key, events that were published (the audit events of a person have addresses), and the keys that an
 * organization's values are sealed under. Without those, what is left of the values in a backup cannot be read.
 */
export const platformSteps: readonly ErasureStep[] = [
  eraseRows('idempotencyKeys', sql`idempotency_keys`, {
    User: (id) => sql`user_id = ${id}`,
    Organization: (id) => sql`tenant_id = ${id}`,
  }),
  eraseRows('publishedEvents', sql`outbox`, {
    User: (id) => sql`published_at is not null and (subject = ${id} or data ->> 'actorId' = ${id})`,
    Organization: (id) => sql`published_at is not null and tenant_id = ${id}`,
  }),
  eraseRows('dataKeys', sql`data_keys`, { Organization: (id) => sql`tenant_id = ${id}` }),
];

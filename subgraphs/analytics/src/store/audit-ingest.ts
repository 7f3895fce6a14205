import { sql, type ConeaEvent, type Transaction } from '@conea/platform';
import { isAuditEvent, parseAuditEntry, type AuditEntry } from '../domain/audit-entry.ts';

/** What came of a batch of events: how many entries are new, and which events are none though they should be. */
export type IngestOutcome = { added: number; rejected: { eventId: string; reason: string }[] };

/** Keeps the audit entries among events, each once however often it comes; what cannot be read is kept beside them. */
export async function addAuditEvents(tx: Transaction, events: readonly ConeaEvent[]): Promise<IngestOutcome> {
  const entries: AuditEntry[] = [];
  const rejected: { event: ConeaEvent; reason: string }[] = [];
  for (const event of events.filter(isAuditEvent)) {
    try {
      entries.push(parseAuditEntry(event));
    } catch (error) {
      rejected.push({ event, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  const added = entries.length === 0 ? 0 : await addEntries(tx, entries);
  for (const { event, reason } of rejected) await reject(tx, event, reason);
  return { added, rejected: rejected.map(({ event, reason }) => ({ eventId: event.id, reason })) };
}

async function addEntries(tx: Transaction, entries: readonly AuditEntry[]): Promise<number> {
  const column = <Value>(pick: (entry: AuditEntry) => Value) => entries.map(pick);
  return tx.execute(sql`
    with given as (
      select * from unnest(${column(({ id }) => id)}::text[], ${column(({ tenantId }) => tenantId)}::text[],
        ${column(({ domain }) => domain)}::text[], ${column(({ action }) => action)}::text[],
        ${column(({ actorId }) => actorId)}::text[], ${column(({ resourceType }) => resourceType)}::text[],
        ${column(({ resourceId }) => resourceId)}::text[], ${column(({ result }) => result)}::text[],
        ${column(({ ipAddress }) => ipAddress)}::text[], ${column(({ userAgent }) => userAgent)}::text[],
        ${column(({ requestId }) => requestId)}::text[], ${column(({ occurredAt }) => occurredAt)}::timestamptz[],
        ${column(({ metadata }) => JSON.stringify(metadata))}::text[]) with ordinality
      as given (id, tenant_id, domain, action, actor_id, resource_type, resource_id, result, ip_address, user_agent, request_id,
        occurred_at, metadata, position)
    ), added as (
      insert into audit_entries (id, tenant_id, domain, action, actor_id, resource_type, resource_id, result, ip_address, user_agent,
        request_id, occurred_at, metadata)
      select id, tenant_id, domain, action, actor_id, resource_type, resource_id, result, ip_address, user_agent, request_id,
        occurred_at, metadata::jsonb
      from given
      on conflict (id) do nothing
      returning id
    )
    insert into audit_unsealed (tenant_id, entry_id)
    select given.tenant_id, given.id from given join added using (id) order by given.position`);
}

async function reject(tx: Transaction, event: ConeaEvent, reason: string): Promise<void> {
  await tx.execute(sql`
    insert into audit_rejects (event_id, tenant_id, event, reason)
    values (${event.id}, ${event.tenantid}, ${JSON.stringify(event)}::jsonb, ${reason})
    on conflict (event_id) do nothing`);
}

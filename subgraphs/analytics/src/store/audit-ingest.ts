import { sql, type ConeaEvent, type Transaction } from '@conea/platform';
import { isAuditEvent, parseAuditEntry, type AuditEntry } from '../domain/audit-entry.ts';
import { sealEntries } from './audit-chain-store.ts';

/** What came of a batch of events: how many entries are new, and which events are none though they should be. */
export type IngestOutcome = { added: number; rejected: { eventId: string; reason: string }[] };

/** Keeps and seals the audit entries among events, each once however often it comes; what cannot be read is kept beside them. */
export async function addAuditEvents(tx: Transaction, events: readonly ConeaEvent[]): Promise<IngestOutcome> {
  const entries = new Map<string, AuditEntry>();
  const rejected: { event: ConeaEvent; reason: string }[] = [];
  for (const event of events.filter(isAuditEvent)) {
    try {
      entries.set(event.id, parseAuditEntry(event));
    } catch (error) {
      rejected.push({ event, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  const added = await addEntries(tx, [...entries.values()]);
  if (added.size > 0)
    await sealEntries(
      tx,
      [...entries.values()].filter(({ id }) => added.has(id)),
    );
  for (const { event, reason } of rejected) await reject(tx, event, reason);
  return { added: added.size, rejected: rejected.map(({ event, reason }) => ({ eventId: event.id, reason })) };
}

/** The ids of those that were not there. */
async function addEntries(tx: Transaction, entries: readonly AuditEntry[]): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const column = <Value>(pick: (entry: AuditEntry) => Value) => entries.map(pick);
  const rows = await tx.many<{ id: string }>(sql`
    insert into audit_entries (id, tenant_id, domain, action, actor_id, resource_type, resource_id, result, ip_address, user_agent,
      request_id, occurred_at, metadata)
    select id, tenant_id, domain, action, actor_id, resource_type, resource_id, result, ip_address, user_agent, request_id,
      occurred_at, metadata::jsonb
    from unnest(${column(({ id }) => id)}::text[], ${column(({ tenantId }) => tenantId)}::text[],
      ${column(({ domain }) => domain)}::text[], ${column(({ action }) => action)}::text[],
      ${column(({ actorId }) => actorId)}::text[], ${column(({ resourceType }) => resourceType)}::text[],
      ${column(({ resourceId }) => resourceId)}::text[], ${column(({ result }) => result)}::text[],
      ${column(({ ipAddress }) => ipAddress)}::text[], ${column(({ userAgent }) => userAgent)}::text[],
      ${column(({ requestId }) => requestId)}::text[], ${column(({ occurredAt }) => occurredAt)}::timestamptz[],
      ${column(({ metadata }) => JSON.stringify(metadata))}::text[])
    as given (id, tenant_id, domain, action, actor_id, resource_type, resource_id, result, ip_address, user_agent, request_id,
      occurred_at, metadata)
    -- What is gone and has its seal stays gone: that is for verification to tell. With an offset each is looked up by the index: a plan for
    -- all together reads every seal there is.
    where not exists (select from audit_seals where entry_id = given.id offset 0)
    on conflict (id) do nothing
    returning id`);
  return new Set(rows.map(({ id }) => id));
}

async function reject(tx: Transaction, event: ConeaEvent, reason: string): Promise<void> {
  await tx.execute(sql`
    insert into audit_rejects (event_id, tenant_id, event, reason)
    values (${event.id}, ${event.tenantid}, ${JSON.stringify(event)}::jsonb, ${reason})
    on conflict (event_id) do nothing`);
}

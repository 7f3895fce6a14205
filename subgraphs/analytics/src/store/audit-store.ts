import { sql, type ConeaEvent, type PageRequest, type Queries } from '@conea/platform';
import { z } from 'zod';
import { normalise, queryTerms, termsOf } from '../domain/search-terms.ts';

export type AuditRow = {
  id: string;
  domain: string;
  action: string;
  actorId: string | null;
  resourceType: string | null;
  resourceId: string | null;
  result: string;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  occurredAt: Date;
};

export type AuditFilter = {
  search: string | null;
  action: string | null;
  actorId: string | null;
  resourceId: string | null;
  result: string | null;
  from: Date | null;
  to: Date | null;
};

const text = z.string().nullable().default(null);
const record = z.object({
  action: z.string(),
  actorId: text,
  resourceType: text,
  resourceId: text,
  result: z.enum(['success', 'failure']),
  ipAddress: text,
  userAgent: text,
  requestId: text,
});

/** Whether an event is an entry of the audit trail. */
export const isAuditEvent = ({ type }: ConeaEvent) => type.endsWith('.audit.recorded');

/** Keeps an entry of the audit trail with what it is found by. */
export async function addAuditEntry(tx: Queries, { id, source, tenantid, time, data }: ConeaEvent): Promise<void> {
  const entry = record.parse(data);
  const words = [entry.action, entry.actorId, entry.resourceType, entry.resourceId, entry.userAgent];
  const searchText = normalise(words.filter((word) => word !== null).join(' '));
  await tx.execute(sql`
    insert into audit_entries (id, tenant_id, domain, action, actor_id, resource_type, resource_id, result, ip_address, user_agent,
      request_id, occurred_at, search_text, search_terms)
    values (${id}, ${tenantid}, ${source.slice(1)}, ${entry.action}, ${entry.actorId}, ${entry.resourceType}, ${entry.resourceId},
      ${entry.result}, ${entry.ipAddress}, ${entry.userAgent}, ${entry.requestId}, ${time}, ${searchText}, ${termsOf(searchText)})`);
}

/** A page of a tenant's audit trail, the latest first. */
export function listAuditEntries(
  database: Queries,
  tenantId: string,
  filter: AuditFilter,
  page: PageRequest,
): Promise<AuditRow[]> {
  const search = filter.search === null ? null : normalise(filter.search);
  const { at, id } = page.after ?? { at: null, id: null };
  return database.many<AuditRow>(sql`
    select id, domain, action, actor_id as "actorId", resource_type as "resourceType", resource_id as "resourceId", result,
      ip_address as "ipAddress", user_agent as "userAgent", request_id as "requestId", occurred_at as "occurredAt"
    from audit_entries
    where tenant_id = ${tenantId}
      and (${filter.action}::text is null or action = ${filter.action})
      and (${filter.actorId}::text is null or actor_id = ${filter.actorId})
      and (${filter.resourceId}::text is null or resource_id = ${filter.resourceId})
      and (${filter.result}::text is null or result = ${filter.result})
      and (${filter.from}::timestamptz is null or occurred_at >= ${filter.from})
      and (${filter.to}::timestamptz is null or occurred_at < ${filter.to})
      and (${search}::text is null or (search_terms @> ${queryTerms(search ?? '')}::text[] and strpos(search_text, ${search}) > 0))
      and (${at}::timestamptz is null or (occurred_at, id) < (${at}, ${id}))
    order by occurred_at desc, id desc
    limit ${page.limit}`);
}

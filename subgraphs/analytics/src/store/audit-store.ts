import { sql, type PageRequest, type Queries } from '@conea/platform';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { normalise, queryTerms } from '../domain/search-terms.ts';
import { entryColumns } from './audit-rows.ts';

export type AuditFilter = {
  search: string | null;
  action: string | null;
  actorId: string | null;
  domain: string | null;
  resourceType: string | null;
  ipAddress: string | null;
  resourceId: string | null;
  result: string | null;
  from: Date | null;
  to: Date | null;
};

/** A page of a tenant's audit trail, the latest first. */
export function listAuditEntries(
  database: Queries,
  tenantId: string,
  filter: AuditFilter,
  page: PageRequest,
): Promise<AuditEntry[]> {
  const search = filter.search === null ? null : normalise(filter.search);
  const { at, id } = page.after ?? { at: null, id: null };
  return database.many<AuditEntry>(sql`
    select ${entryColumns}
    from audit_entries as entry
    where tenant_id = ${tenantId}
      and (${filter.action}::text is null or action = ${filter.action})
      and (${filter.actorId}::text is null or actor_id = ${filter.actorId})
      and (${filter.domain}::text is null or domain = ${filter.domain})
      and (${filter.resourceType}::text is null or resource_type = ${filter.resourceType})
      and (${filter.ipAddress}::text is null or ip_address = ${filter.ipAddress})
      and (${filter.resourceId}::text is null or resource_id = ${filter.resourceId})
      and (${filter.result}::text is null or result = ${filter.result})
      and (${filter.from}::timestamptz is null or occurred_at >= ${filter.from})
      and (${filter.to}::timestamptz is null or occurred_at < ${filter.to})
      and (${search}::text is null or id in (
        select entry_id from audit_texts
        where tenant_id = ${tenantId} and terms @> ${queryTerms(search ?? '')}::text[] and strpos(text, ${search}) > 0))
      and (${at}::timestamptz is null or (occurred_at, id) < (${at}, ${id}))
    order by occurred_at desc, id desc
    limit ${page.limit}`);
}

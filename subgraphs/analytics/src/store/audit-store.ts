import { sql, type PageRequest, type Queries, type Sql } from '@conea/platform';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { AuditFilter } from '../domain/audit-filter.ts';
import type { SearchQuery } from '../domain/search-query.ts';
import { createTermNames, queryTerms } from '../domain/search-terms.ts';
import { entryColumns } from './audit-rows.ts';

/** A page of a tenant's audit trail, the latest first. */
export function listAuditLogs(
  database: Queries,
  tenantId: string,
  filter: AuditFilter,
  page: PageRequest,
): Promise<AuditEntry[]> {
  const { at, id } = page.after ?? { at: null, id: null };
  return database.many<AuditEntry>(sql`
    select ${entryColumns}
    from audit_entries as entry
    where tenant_id = ${tenantId}
      and (${filter.action}::text is null or action = ${filter.action})
      and (${filter.actorId}::text is null or actor_id = ${filter.actorId})
      and (${filter.impersonatorId}::text is null or metadata ->> 'impersonatorId' = ${filter.impersonatorId})
      and (${filter.domain}::text is null or domain = ${filter.domain})
      and (${filter.resourceType}::text is null or resource_type = ${filter.resourceType})
      and (${filter.ipAddress}::text is null or ip_address = ${filter.ipAddress})
      and (${filter.resourceId}::text is null or resource_id = ${filter.resourceId})
      and (${filter.result}::text is null or result = ${filter.result})
      and (${filter.from}::timestamptz is null or occurred_at >= ${filter.from})
      and (${filter.to}::timestamptz is null or occurred_at < ${filter.to})
      and ${matches(tenantId, filter.search)}
      and (${at}::timestamptz is null or (occurred_at, id) < (${at}, ${id}))
    order by occurred_at desc, id desc
    limit ${page.limit}`);
}

/** The index narrows it down to texts that have the terms; the text decides. */
function matches(tenantId: string, search: SearchQuery | null): Sql {
  if (search === null) return sql`true`;
  const { includes, excludes } = search;
  // The names are letters and digits: a query of nothing else has no syntax to get wrong.
  const names = [...new Set(includes.flatMap(queryTerms).map(createTermNames(tenantId)))];
  const candidates =
    names.length === 0
      ? sql`true`
      : sql`entry_id in (select entry_id from audit_terms where terms @@ ${names.join('&')}::tsquery)`;
  return sql`id in (
    select entry_id from audit_texts
    where tenant_id = ${tenantId} and ${candidates}
      and not exists (select from unnest(${includes}::text[]) as wanted where strpos(text, wanted) = 0)
      and not exists (select from unnest(${excludes}::text[]) as unwanted where strpos(text, unwanted) > 0))`;
}

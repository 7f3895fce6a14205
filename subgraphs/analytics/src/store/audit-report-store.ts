import { platformTenant, sql, type BoundDatabase, type Keyset, type Sql } from '@conea/platform';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { actionPatterns, refusalAction } from '../domain/compliance.ts';
import type { Access, Failure, Period, RequestRefusal } from '../domain/compliance.ts';
import { entryColumns } from './audit-rows.ts';

const maxRows = 100;

/** What the platform did to the keys that sign everybody's tokens is a part of each report. */
const ofSigningKeys = sql`entry.action like 'signing\_key.%'`;

/** What stands for several things says how many. */
const thingCount = sql`case when metadata ->> 'count' ~ '^[0-9]{1,9}$' then (metadata ->> 'count')::int else 1 end`;

const latestFirst = (one: AuditEntry, other: AuditEntry) => other.occurredAt.getTime() - one.occurredAt.getTime();

/** What a report says of one tenant's audit trail in a period; `platform` is bound to the tenant of the platform. */
export function createAuditReportStore(database: BoundDatabase, platform: BoundDatabase) {
  const during = ({ from, to }: Period) => sql`entry.occurred_at >= ${from} and entry.occurred_at < ${to}`;
  const inPeriod = (tenantId: string, period: Period): Sql => sql`entry.tenant_id = ${tenantId} and ${during(period)}`;
  const counts = sql`count(*) as "actionCount", count(*) filter (where result = 'failure') as "failureCount"`;
  const listChanges = (bound: BoundDatabase, which: Sql, kind: 'role' | 'key') =>
    bound.many<AuditEntry>(sql`
      select ${entryColumns}
      from audit_entries as entry
      where ${which} and action ~ ${actionPatterns[kind]} and action !~ ${actionPatterns.read}
      order by occurred_at desc, id desc
      limit ${maxRows}`);
  return {
    count: (tenantId: string, period: Period) =>
      database.one<{ actionCount: number; failureCount: number }>(
        sql`select ${counts} from audit_entries as entry where ${inPeriod(tenantId, period)}`,
      ),
    listAccesses: (tenantId: string, period: Period) =>
      database.many<Access>(sql`
        select actor_id as "actorId", resource_type as "resourceType", resource_id as "resourceId", ${counts},
          sum(${thingCount}) as "thingCount", max(occurred_at) as "lastAt"
        from audit_entries as entry
        where ${inPeriod(tenantId, period)}
        group by actor_id, resource_type, resource_id
        order by count(*) desc, max(occurred_at) desc
        limit ${maxRows}`),
    listFailures: (tenantId: string, period: Period) =>
      database.many<Failure>(sql`
        select action, actor_id as "actorId", count(*) as "failureCount", max(occurred_at) as "lastAt"
        from audit_entries as entry
        where ${inPeriod(tenantId, period)} and result = 'failure' and action <> ${refusalAction}
        group by action, actor_id
        order by count(*) desc, max(occurred_at) desc
        limit ${maxRows}`),
    listRefusals: (tenantId: string, period: Period) =>
      database.many<RequestRefusal>(sql`
        select metadata ->> 'reason' as reason, actor_id as "actorId", ip_address as network, sum(${thingCount}) as count,
          max(occurred_at) as "lastAt"
        from audit_entries as entry
        where ${inPeriod(tenantId, period)} and action = ${refusalAction} and domain = 'analytics'
        group by metadata ->> 'reason', actor_id, ip_address
        order by sum(${thingCount}) desc, max(occurred_at) desc
        limit ${maxRows}`),
    listRoleChanges: (tenantId: string, period: Period) => listChanges(database, inPeriod(tenantId, period), 'role'),
    listKeyChanges: async (tenantId: string, period: Period) => {
      const found = await Promise.all([
        listChanges(database, inPeriod(tenantId, period), 'key'),
        listChanges(platform, sql`${inPeriod(platformTenant, period)} and ${ofSigningKeys}`, 'key'),
      ]);
      return found.flat().toSorted(latestFirst).slice(0, maxRows);
    },
    /** The earliest first, behind a place in the list. */
    listEntries: (tenantId: string, period: Period, after: Keyset | null, limit: number) =>
      database.many<AuditEntry>(sql`
        select ${entryColumns}
        from audit_entries as entry
        where ${inPeriod(tenantId, period)}
          and (${after?.at ?? null}::timestamptz is null or (occurred_at, id) > (${after?.at ?? null}, ${after?.id ?? null}))
        order by occurred_at, id
        limit ${limit}`),
  };
}

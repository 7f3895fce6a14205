import { recordsOf, sql, type PersonalDataSource, type Sql } from '@conea/platform';

const entry = sql`
  id, tenant_id as "organizationId", domain, action, result, resource_type as "resourceType", resource_id as "resourceId", metadata,
  occurred_at as "occurredAt"`;
const place = sql`ip_address as "ipAddress", user_agent as "userAgent"`;
/** While somebody else acts as the person, that is where they are. */
const ownPlace = sql`
  case when metadata ->> 'impersonatorId' is null then ip_address end as "ipAddress",
  case when metadata ->> 'impersonatorId' is null then user_agent end as "userAgent"`;

/**
 * What analytics holds about a person: what was counted for them, events about them, and the audit trail of what they did, did as another one, and
 * had done to them; of that not from where others did it.
 */
export const personalDataSources: readonly PersonalDataSource[] = [
  recordsOf('activity', {
    ...{
      table: sql`activities`,
      whose: (userId) => sql`resource_id = ${userId}`,
      cursor: sql`(tenant_id || ' ' || type)`,
    },
    columns: sql`
      tenant_id as "organizationId", type, event_count as "eventCount", first_event_at as "firstEventAt",
      last_event_at as "lastEventAt"`,
  }),
  recordsOf('event', {
    ...{ table: sql`events`, whose: (userId) => sql`subject = ${userId}` },
    columns: sql`id, tenant_id as "organizationId", type, occurred_at as "occurredAt", data`,
  }),
  auditEntries('auditEntry', sql`${entry}, ${ownPlace}`, (userId) => sql`actor_id = ${userId}`),
  auditEntries(
    'auditEntryAsAnother',
    sql`${entry}, actor_id as "actorId", ${place}`,
    // In the organizations that know them: row-level security keeps a search of all from an index of such an expression.
    (userId) => sql`
      tenant_id = any(array(select distinct tenant_id from activities where resource_id = ${userId}))
      and metadata ->> 'impersonatorId' is not null and metadata ->> 'impersonatorId' = ${userId}`,
  ),
  auditEntries(
    'auditEntryAbout',
    sql`${entry}, actor_id as "actorId"`,
    (userId) => sql`resource_type = 'User' and resource_id = ${userId} and actor_id is distinct from ${userId}`,
  ),
];

function auditEntries(kind: string, columns: Sql, whose: (userId: string) => Sql): PersonalDataSource {
  return recordsOf(kind, { table: sql`audit_entries`, columns, whose });
}

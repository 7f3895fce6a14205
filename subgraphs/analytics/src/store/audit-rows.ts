import { sql, type Sql } from '@conea/platform';

/** The columns of an entry, from `audit_entries as entry`. */
export const entryColumns: Sql = sql`entry.id, entry.tenant_id as "tenantId", entry.domain, entry.action, entry.actor_id as "actorId",
  entry.resource_type as "resourceType", entry.resource_id as "resourceId", entry.result, entry.ip_address as "ipAddress",
  entry.user_agent as "userAgent", entry.request_id as "requestId", entry.occurred_at as "occurredAt", entry.metadata`;

import { sql, type Queries } from '@conea/platform';

export type ActivityRow = {
  resourceId: string;
  type: string;
  eventCount: number;
  firstEventAt: Date;
  lastEventAt: Date;
};

/** The counts of several things of one tenant, the most frequent types first. */
export function listActivities(
  database: Queries,
  tenantId: string,
  resourceIds: readonly string[],
): Promise<ActivityRow[]> {
  return database.many<ActivityRow>(sql`
    select resource_id as "resourceId", type, event_count as "eventCount",
      first_event_at as "firstEventAt", last_event_at as "lastEventAt"
    from activities
    where tenant_id = ${tenantId} and resource_id = any(${resourceIds}::text[])
    order by event_count desc, type`);
}

import {
  createGroupLoader,
  createReadAudit,
  forbidden,
  permits,
  platformTenant,
  unauthenticated,
  type Caller,
  type Database,
  type EventLog,
  type RequestScope,
} from '@conea/platform';
import type { AuditFilter } from './domain/audit-filter.ts';
import { listActivities } from './store/activity-store.ts';
import { createAuditReportStore } from './store/audit-report-store.ts';
import { listAuditLogs } from './store/audit-store.ts';
import { createMetricStore } from './store/metric-store.ts';
import type { PageRequest } from '@conea/platform';

/** What a resolver gets. */
export type Context = ReturnType<ReturnType<typeof createContextFactory>>;

/** Makes the context of each request: its stores find what belongs to the caller's organization. */
export function createContextFactory({ database, eventLog }: { database: Database; eventLog: EventLog }) {
  const recordRead = createReadAudit(database, 'analytics');
  return ({ caller, signal }: RequestScope) => {
    const ownDatabase = database.forTenant(caller.user?.organizationId ?? null);
    return {
      caller,
      signal,
      recordRead,
      metrics: createMetricStore(ownDatabase),
      eventLog,
      auditLogs: (tenantId: string, filter: AuditFilter, page: PageRequest) =>
        listAuditLogs(ownDatabase, tenantId, filter, page),
      auditReports: createAuditReportStore(ownDatabase, database.forTenant(platformTenant)),
      /** What events say about things of the caller's organization; those of another one have none. */
      activities: createGroupLoader(
        async (ids) =>
          caller.user && permits(caller.user.scopes, 'read:own_data')
            ? listActivities(ownDatabase, caller.user.organizationId, ids)
            : [],
        ({ resourceId }) => resourceId,
      ),
    };
  };
}

/** The organization whose data the caller may see; throws UNAUTHENTICATED, and FORBIDDEN for who may see none. */
export function tenantOf({ user }: Caller): string {
  if (user === null) throw unauthenticated();
  if (!permits(user.scopes, 'read:own_data')) throw forbidden();
  return user.organizationId;
}

/** The organization whose audit trail the caller may see; throws UNAUTHENTICATED, and FORBIDDEN for who may not. */
export function auditedTenantOf({ user }: Caller): string {
  if (user === null) throw unauthenticated();
  if (!permits(user.scopes, 'read:audit_logs')) throw forbidden();
  return user.organizationId;
}

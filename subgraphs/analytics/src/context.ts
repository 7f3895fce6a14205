import {
  createGroupLoader,
  createReadAudit,
  forbidden,
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
  const auditReports = createAuditReportStore(database);
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
        listAuditLogs(database, tenantId, filter, page),
      auditReports,
      /** What events say about things of the caller's organization; those of another one have none. */
      activities: createGroupLoader(
        async (ids) => (caller.user ? listActivities(ownDatabase, caller.user.organizationId, ids) : []),
        ({ resourceId }) => resourceId,
      ),
    };
  };
}

/** The organization whose data the caller may see; throws UNAUTHENTICATED. */
export function tenantOf({ user }: Caller): string {
  if (user === null) throw unauthenticated();
  return user.organizationId;
}

/** The organization whose audit trail the caller may see; throws UNAUTHENTICATED, and FORBIDDEN unless the caller is an admin with all rights. */
export function adminTenantOf(caller: Caller): string {
  const tenantId = tenantOf(caller);
  if (caller.user?.role !== 'admin' || !caller.user.scopes.includes('*')) throw forbidden();
  return tenantId;
}

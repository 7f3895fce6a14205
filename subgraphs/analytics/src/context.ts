import {
  createGroupLoader,
  unauthenticated,
  type Caller,
  type Database,
  type EventLog,
  type RequestScope,
} from '@conea/platform';
import { listActivities } from './store/activity-store.ts';
import { listAuditEntries, type AuditFilter } from './store/audit-store.ts';
import { createMetricStore } from './store/metric-store.ts';
import type { PageRequest } from '@conea/platform';

/** What a resolver gets. */
export type Context = ReturnType<ReturnType<typeof createContextFactory>>;

/** Connects the stores once, and makes the context of each request. */
export function createContextFactory({ database, eventLog }: { database: Database; eventLog: EventLog }) {
  const metrics = createMetricStore(database);
  return ({ caller, signal }: RequestScope) => ({
    caller,
    signal,
    metrics,
    eventLog,
    auditEntries: (tenantId: string, filter: AuditFilter, page: PageRequest) =>
      listAuditEntries(database, tenantId, filter, page),
    /** What events say about things of the caller's organization; those of another one have none. */
    activities: createGroupLoader(
      async (ids) => (caller.user ? listActivities(database, caller.user.organizationId, ids) : []),
      ({ resourceId }) => resourceId,
    ),
  });
}

/** The organization whose data the caller may see; throws UNAUTHENTICATED. */
export function tenantOf({ user }: Caller): string {
  if (user === null) throw unauthenticated();
  return user.organizationId;
}

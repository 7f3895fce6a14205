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

/** Makes the context of each request: its stores find what belongs to the caller's organization. */
export function createContextFactory({ database, eventLog }: { database: Database; eventLog: EventLog }) {
  return ({ caller, signal }: RequestScope) => {
    const ownDatabase = database.forTenant(caller.user?.organizationId ?? null);
    return {
      caller,
      signal,
      metrics: createMetricStore(ownDatabase),
      eventLog,
      auditEntries: (tenantId: string, filter: AuditFilter, page: PageRequest) =>
        listAuditEntries(database, tenantId, filter, page),
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

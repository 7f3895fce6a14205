import { tenantOf } from '../context.ts';
import type { Resolvers } from '../schema.generated.ts';
import { activityOf } from './activity.ts';
import { auditEntries } from './audit-entries.ts';
import { metricSeries } from './metric-series.ts';
import { metricUpdated } from './metric-updated.ts';

const byId = ({ id }: { id: string }) => ({ id });

/** The resolvers of the analytics subgraph. */
export const resolvers: Resolvers = {
  Query: {
    eventTypes: (_, _args, { caller, metrics }) => metrics.listTypes(tenantOf(caller)),
    metricSeries,
    auditEntries,
  },
  Subscription: { metricUpdated },
  AuditEntry: {
    actor: ({ actorId }) => (actorId === null ? null : { id: actorId }),
    result: ({ result }) => (result === 'success' ? 'SUCCESS' : 'FAILURE'),
  },
  Integration: { __resolveReference: byId, activity: activityOf },
  Order: { __resolveReference: byId, activity: activityOf },
  Organization: { __resolveReference: byId, activity: activityOf },
};

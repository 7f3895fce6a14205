import { tenantOf } from '../context.ts';
import { impersonatorOf } from '../domain/audit-entry.ts';
import type { Resolvers } from '../schema.generated.ts';
import { activityOf } from './activity.ts';
import { auditLogs } from './audit-logs.ts';
import { auditExport } from './audit-export.ts';
import { complianceReport } from './compliance-report.ts';
import { metricSeries } from './metric-series.ts';
import { metricUpdated } from './metric-updated.ts';

// A service account and a client of others act too, and are no users.
const userOf = (id: string | null) => (id?.startsWith('usr_') ? { id } : null);
const actorOf = ({ actorId }: { actorId: string | null }) => userOf(actorId);
const refusalReasonNames = {
  unauthorized: 'UNAUTHORIZED',
  invalid_credentials: 'INVALID_CREDENTIALS',
  rate_limited: 'RATE_LIMITED',
} as const;
const byId = ({ id }: { id: string }) => ({ id });

/** The resolvers of the analytics subgraph. */
export const resolvers: Resolvers = {
  Query: {
    eventTypes: (_, _args, { caller, metrics }) => metrics.listTypes(tenantOf(caller)),
    metricSeries,
    auditLogs,
    auditExport,
    complianceReport,
  },
  Subscription: { metricUpdated },
  AuditAccess: { actor: actorOf },
  AuditExportPart: {
    totalCount: async ({ tenantId, period }, _, { auditReports }) =>
      (await auditReports.count(tenantId, period)).actionCount,
  },
  AuditFailure: { actor: actorOf },
  AuditLog: {
    actor: actorOf,
    impersonator: (entry) => userOf(impersonatorOf(entry)),
    result: ({ result }) => (result === 'success' ? 'SUCCESS' : 'FAILURE'),
  },
  Integration: { __resolveReference: byId, activity: activityOf },
  Order: { __resolveReference: byId, activity: activityOf },
  Organization: { __resolveReference: byId, activity: activityOf },
  RequestRefusal: { actor: actorOf, reason: ({ reason }) => refusalReasonNames[reason] },
};

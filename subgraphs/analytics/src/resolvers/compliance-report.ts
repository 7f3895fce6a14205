import { audited } from '@conea/platform';
import { auditedTenantOf } from '../context.ts';
import { parsePeriod } from '../domain/compliance.ts';
import { ofTrail } from './audited-things.ts';
import type { QueryResolvers } from '../schema.generated.ts';

export const complianceReport: NonNullable<QueryResolvers['complianceReport']> = audited(
  'compliance_report.read',
  ofTrail(({ input: { from, to } }) => ({ from: from.toISOString(), to: to.toISOString() })),
  async (_, { input }, { caller, auditReports: reports }) => {
    const tenantId = auditedTenantOf(caller);
    const period = parsePeriod(input);
    const [counts, accesses, failures, refusals, roleChanges, keyChanges] = await Promise.all([
      reports.count(tenantId, period),
      reports.listAccesses(tenantId, period),
      reports.listFailures(tenantId, period),
      reports.listRefusals(tenantId, period),
      reports.listRoleChanges(tenantId, period),
      reports.listKeyChanges(tenantId, period),
    ]);
    return { ...period, ...counts, accesses, failures, refusals, roleChanges, keyChanges };
  },
);

import { audited, parsePage, toConnection } from '@conea/platform';
import { auditedTenantOf } from '../context.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { writeAuditFile } from '../domain/audit-file.ts';
import { parsePeriod } from '../domain/compliance.ts';
import { ofTrail } from './audited-things.ts';
import type { QueryResolvers } from '../schema.generated.ts';

const partSize = 1_000;
const keysetOf = ({ occurredAt, id }: AuditEntry) => ({ at: occurredAt, id });

export const auditExport: NonNullable<QueryResolvers['auditExport']> = audited(
  'audit_log.export',
  ofTrail(({ input: { format, from, to } }) => ({ format, from: from.toISOString(), to: to.toISOString() })),
  async (_, { input: { format, ...given }, after }, { caller, auditReports }) => {
    const tenantId = auditedTenantOf(caller);
    const period = parsePeriod(given);
    const page = { ...parsePage({ first: 1, after: after ?? null }), first: partSize, limit: partSize + 1 };
    const rows = await auditReports.listEntries(tenantId, period, page.after, page.limit);
    const { nodes, pageInfo } = toConnection(rows, page, keysetOf);
    return {
      ...{ tenantId, period },
      content: writeAuditFile(format, nodes, page.after === null),
      entryCount: nodes.length,
      endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    };
  },
);

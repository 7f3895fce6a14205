import { audited, parsePage, toConnection } from '@conea/platform';
import { auditedTenantOf } from '../context.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { parseAuditFilter } from '../domain/audit-filter.ts';
import { ofTrail } from './audited-things.ts';
import type { QueryResolvers } from '../schema.generated.ts';

const keysetOf = ({ occurredAt, id }: AuditEntry) => ({ at: occurredAt, id });

export const auditLogs: NonNullable<QueryResolvers['auditLogs']> = audited(
  'audit_log.read',
  // Which filters, and not what for: that may be personal.
  ofTrail(({ filter }) => ({ filters: Object.keys(filter ?? {}).sort() })),
  async (_, { filter, first, after }, { caller, auditLogs: list }) => {
    const page = parsePage({ first, after: after ?? null });
    return toConnection(await list(auditedTenantOf(caller), parseAuditFilter(filter ?? {}), page), page, keysetOf);
  },
);

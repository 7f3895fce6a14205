import { parsePage, toConnection } from '@conea/platform';
import { adminTenantOf } from '../context.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { QueryResolvers } from '../schema.generated.ts';

const keysetOf = ({ occurredAt, id }: AuditEntry) => ({ at: occurredAt, id });

export const auditEntries: NonNullable<QueryResolvers['auditEntries']> = async (
  _,
  { filter, first, after },
  { caller, auditEntries: list },
) => {
  const page = parsePage({ first, after: after ?? null });
  const {
    search = null,
    action = null,
    actorId = null,
    domain = null,
    resourceType = null,
    resourceId = null,
    ipAddress = null,
    result,
    from = null,
    to = null,
  } = filter ?? {};
  const place = { domain, resourceType, resourceId, ipAddress };
  const wanted = { search, action, actorId, ...place, result: result?.toLowerCase() ?? null, from, to };
  return toConnection(await list(adminTenantOf(caller), wanted, page), page, keysetOf);
};

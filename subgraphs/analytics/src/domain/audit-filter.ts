import { parseSearch, type SearchQuery } from './search-query.ts';

type Texts = Record<
  'action' | 'actorId' | 'impersonatorId' | 'domain' | 'resourceType' | 'resourceId' | 'ipAddress' | 'result',
  string | null
>;

/** Which entries of an audit trail: all of what is not null has to hold. */
export type AuditFilter = Texts & { search: SearchQuery | null; from: Date | null; to: Date | null };

/** A filter as a client gives it. */
export type GivenFilter = { [Name in keyof Texts | 'search']?: string | null } & {
  from?: Date | null;
  to?: Date | null;
};

export function parseAuditFilter({ search, result, ...given }: GivenFilter): AuditFilter {
  return {
    ...{ action: given.action ?? null, actorId: given.actorId ?? null, domain: given.domain ?? null },
    ...{ impersonatorId: given.impersonatorId ?? null },
    ...{ resourceType: given.resourceType ?? null, resourceId: given.resourceId ?? null },
    ...{ ipAddress: given.ipAddress ?? null, result: result?.toLowerCase() ?? null },
    ...{ from: given.from ?? null, to: given.to ?? null, search: search == null ? null : parseSearch(search) },
  };
}

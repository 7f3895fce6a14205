import { audited, forbidden, parsePage, permits, toConnection } from '@conea/platform';
import type { Context } from '../context.ts';
import { keysetOfErasure, missingDomains } from '../domain/erasure.ts';
import type { ErasureResolvers, QueryResolvers } from '../schema.generated.ts';
import { ofOwnOrganization } from './audited-things.ts';

/** Whose erasures the caller reads: null for everybody's. */
function readableBy({ caller, isAtWorkForPlatform }: Pick<Context, 'caller' | 'isAtWorkForPlatform'>): string | null {
  if (!caller.user || !permits(caller.user.scopes, 'read:audit_logs')) throw forbidden();
  return isAtWorkForPlatform(caller) ? null : caller.user.organizationId;
}

export const erasures: NonNullable<QueryResolvers['erasures']> = audited(
  'erasure.list',
  ofOwnOrganization,
  async (_, { first, after }, context) => {
    const page = parsePage({ first, after: after ?? null });
    return toConnection(await context.erasures.page(readableBy(context), page), page, keysetOfErasure);
  },
);

export const erasure: NonNullable<QueryResolvers['erasure']> = audited(
  'erasure.read',
  (_, { id }) => ({ resource: { type: 'Erasure', id } }),
  (_, { id }, context) => context.erasures.find(readableBy(context), id),
);

export const Erasure: ErasureResolvers = {
  subjectType: ({ subject }) => (subject.type === 'User' ? 'USER' : 'ORGANIZATION'),
  subjectId: ({ subject }) => subject.id,
  missingDomains,
  domains: ({ answers }) =>
    Object.entries(answers)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([name, { erasedAt, counts, kept }]) => ({
        ...{ name, erasedAt: new Date(erasedAt) },
        erased: Object.entries(counts).map(([kind, count]) => ({ kind, count })),
        kept: Object.entries(kept).map(([kind, reason]) => ({ kind, reason })),
      })),
};

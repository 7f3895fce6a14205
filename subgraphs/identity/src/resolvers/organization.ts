import { parsePage, toConnection } from '@conea/platform';
import { canSee } from '../context.ts';
import { keysetOf } from '../domain/user.ts';
import type { OrganizationResolvers } from '../schema.generated.ts';

export const Organization: OrganizationResolvers = {
  __resolveReference: ({ id }, { caller, organizations }) => (canSee(caller, id) ? organizations.load(id) : null),
  members: async ({ id }, { first, after }, { caller, pageOfMembers }) => {
    if (!canSee(caller, id)) return null;
    const page = parsePage({ first, after: after ?? null });
    return toConnection(await pageOfMembers(id, page), page, keysetOf);
  },
};

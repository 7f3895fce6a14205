import { audited, parsePage, toConnection } from '@conea/platform';
import { canSee, canSeeUsers } from '../context.ts';
import { keysetOf } from '../domain/user.ts';
import type { OrganizationResolvers } from '../schema.generated.ts';
import { ofOrganization } from './audited-things.ts';

export const Organization: OrganizationResolvers = {
  __resolveReference: ({ id }, { caller, organizations }) => (canSee(caller, id) ? organizations.load(id) : null),
  members: audited('member.list', ofOrganization, async ({ id }, { first, after }, { caller, pageOfMembers }) => {
    if (!canSee(caller, id) || !canSeeUsers(caller)) return null;
    const page = parsePage({ first, after: after ?? null });
    return toConnection(await pageOfMembers(id, page), page, keysetOf);
  }),
};

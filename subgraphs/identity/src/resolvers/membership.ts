import type { MembershipResolvers } from '../schema.generated.ts';
import { builtIn } from '../domain/roles.ts';
import { roleName } from './role.ts';

export const Membership: MembershipResolvers = {
  organization: async ({ organizationId }, _, { organizations }) => {
    const organization = await organizations.load(organizationId);
    if (!organization) throw new Error('a membership has no organization');
    return organization;
  },
  role: ({ role }) => roleName(role),
  customRole: ({ role, organizationId }, _, { organizationRoles }) =>
    builtIn(role) === null ? organizationRoles(organizationId).load(role) : null,
};

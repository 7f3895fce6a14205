import { builtIn, permissionsOf } from '../domain/roles.ts';
import type { UserResolvers } from '../schema.generated.ts';
import { roleName } from './role.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }, { users }) => users.load(id),
  role: ({ role }) => roleName(role),
  customRole: ({ role, organizationId }, _, { organizationRoles }) =>
    builtIn(role) === null ? organizationRoles(organizationId).load(role) : null,
  permissions: (user) => [...permissionsOf(user)],
  organization: async ({ organizationId }, _, { organizations }) => {
    const organization = await organizations.load(organizationId);
    if (!organization) throw new Error('a user has no organization');
    return organization;
  },
};

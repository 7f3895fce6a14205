import { permissionsOf } from '../domain/roles.ts';
import type { UserResolvers } from '../schema.generated.ts';
import { roleName } from './role.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }, { users }) => users.load(id),
  role: ({ role }) => roleName(role),
  permissions: ({ role }) => [...permissionsOf(role)],
  organization: async ({ organizationId }, _, { organizations }) => {
    const organization = await organizations.load(organizationId);
    if (!organization) throw new Error('a user has no organization');
    return organization;
  },
};

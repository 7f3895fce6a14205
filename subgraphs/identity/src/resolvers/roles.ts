import { isId, permits } from '@conea/platform';
import type { Context } from '../context.ts';
import { requireSession } from '../domain/create-api-key.ts';
import { builtIn } from '../domain/roles.ts';
import type { MutationResolvers, OrganizationRoleResolvers, ViewerResolvers } from '../schema.generated.ts';
import { authorizedApplications } from './authorizations.ts';
import { roleName, roleOf } from './role.ts';

export const createRole: NonNullable<MutationResolvers['createRole']> = async (_, { input }, context) => {
  const outcome = await context.roleChanges.create(context.caller, input);
  if (!outcome.isDone) return { role: null, errors: outcome.errors };
  return { role: await ownRoles(context).load(outcome.roleId), errors: [] };
};

export const updateRole: NonNullable<MutationResolvers['updateRole']> = async (_, { input }, context) => {
  const errors = await context.roleChanges.update(context.caller, input);
  if (errors.length > 0) return { role: null, errors };
  return { role: await ownRoles(context).load(input.roleId), errors: [] };
};

export const deleteRole: NonNullable<MutationResolvers['deleteRole']> = async (_, { input }, context) => {
  const { roleId, replacement } = input;
  const choice = { roleId, replacement: replacement ? roleOf(replacement) : null };
  const error = await context.roleChanges.delete(context.caller, choice);
  return error ? { roleId: null, errors: [error] } : { roleId, errors: [] };
};

const ownRoles = ({ caller, organizationRoles }: Context) => organizationRoles(requireSession(caller).organizationId);

export const OrganizationRole: OrganizationRoleResolvers = {
  role: ({ role }) => roleName(role),
  permissions: ({ permissions }) => [...permissions],
  isBuiltIn: ({ role }) => builtIn(role) !== null,
};

export const Viewer: ViewerResolvers = {
  linkedIdentities: ({ id, sessionId }, _, { providerAccounts }) =>
    isId('ses', sessionId) ? providerAccounts.links.list(id) : null,
  user: ({ id }, _, { users }) => users.load(id),
  impersonator: ({ impersonatorId }, _, { users }) =>
    impersonatorId === undefined ? null : users.load(impersonatorId),
  permissions: ({ scopes }) => [...scopes],
  hasPermission: ({ scopes }, { permission }) => permits(scopes, permission),
  authorizedApplications,
  secondFactors: (_, _args, { caller, secondFactors }) => secondFactors.find(requireSession(caller).id),
};

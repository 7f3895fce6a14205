import { audited, parsePage, toConnection } from '@conea/platform';
import { adminOrganizationOf } from '../context.ts';
import { keysetOfApiKey } from '../domain/api-key.ts';
import { builtIn } from '../domain/roles.ts';
import { keysetOfServiceAccount } from '../domain/service-account.ts';
import type { MutationResolvers, QueryResolvers, ServiceAccountResolvers } from '../schema.generated.ts';
import { ofOwnOrganization } from './audited-things.ts';
import { roleName, roleOf } from './role.ts';

export const ServiceAccount: ServiceAccountResolvers = {
  role: ({ role }) => roleName(role),
  customRole: ({ role, organizationId }, _, { organizationRoles }) =>
    builtIn(role) === null ? organizationRoles(organizationId).load(role) : null,
  apiKeys: audited('api_key.list', ofAccount, async ({ id }, { first, after }, { caller, pageOfApiKeys }) => {
    const page = parsePage({ first, after: after ?? null });
    const owner = { userId: id, organizationId: adminOrganizationOf(caller) };
    return toConnection(await pageOfApiKeys(owner, page), page, keysetOfApiKey);
  }),
};

function ofAccount({ id }: { id: string }) {
  return { resource: { type: 'ServiceAccount', id } };
}

export const serviceAccounts: NonNullable<QueryResolvers['serviceAccounts']> = audited(
  'service_account.list',
  ofOwnOrganization,
  async (_, { first, after }, { caller, pageOfServiceAccounts }) => {
    const page = parsePage({ first, after: after ?? null });
    const rows = await pageOfServiceAccounts(adminOrganizationOf(caller), page);
    return toConnection(rows, page, keysetOfServiceAccount);
  },
);

export const createServiceAccount: NonNullable<MutationResolvers['createServiceAccount']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.serviceAccountChanges.create(context.caller, { ...input, role: roleOf(input) });
  if (!outcome.isDone) return { serviceAccount: null, errors: [outcome.error] };
  return { serviceAccount: await context.serviceAccounts.load(outcome.serviceAccountId), errors: [] };
};

export const changeServiceAccountRole: NonNullable<MutationResolvers['changeServiceAccountRole']> = async (
  _,
  { input: { serviceAccountId: id, ...choice } },
  { caller, serviceAccountChanges, serviceAccounts: accounts },
) => {
  const error = await serviceAccountChanges.changeRole(caller, id, roleOf(choice));
  return error ? { serviceAccount: null, errors: [error] } : { serviceAccount: await accounts.load(id), errors: [] };
};

export const disableServiceAccount: NonNullable<MutationResolvers['disableServiceAccount']> = async (
  _,
  { input: { serviceAccountId: id } },
  { caller, serviceAccountChanges, serviceAccounts: accounts },
) => {
  const error = await serviceAccountChanges.disable(caller, id);
  return error ? { serviceAccount: null, errors: [error] } : { serviceAccount: await accounts.load(id), errors: [] };
};

export const enableServiceAccount: NonNullable<MutationResolvers['enableServiceAccount']> = async (
  _,
  { input: { serviceAccountId: id } },
  { caller, serviceAccountChanges, serviceAccounts: accounts },
) => {
  const error = await serviceAccountChanges.enable(caller, id);
  return error ? { serviceAccount: null, errors: [error] } : { serviceAccount: await accounts.load(id), errors: [] };
};

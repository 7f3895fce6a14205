import { audited, parsePage, toConnection } from '@conea/platform';
import { canSee } from '../context.ts';
import { ownerOf, requireSession } from '../domain/create-api-key.ts';
import { keysetOfApiKey } from '../domain/api-key.ts';
import { permissionCatalogue } from '../domain/permission-catalogue.ts';
import { keysetOfSession } from '../domain/session.ts';
import type { QueryResolvers } from '../schema.generated.ts';
import { ofCaller } from './audited-things.ts';
import { authorizationRequest } from './authorizations.ts';
import { oauthClients } from './oauth-clients.ts';
import { signInProviders } from './identity-links.ts';
import { serviceAccounts } from './service-accounts.ts';

export const Query: QueryResolvers = {
  me: (_, _args, { caller, users }) => caller.user && users.load(caller.user.id),
  user: (_, { id }, { users }) => users.load(id),
  viewer: (_, _args, { caller }) => caller.user,
  roles: (_, _args, { caller, listRoles }) => caller.user && listRoles(caller.user.organizationId),
  impersonations: (_, _args, { caller, listImpersonations, clock }) =>
    caller.user && listImpersonations(caller.user.organizationId, clock()),
  permissions: () => [...permissionCatalogue],
  memberships: (_, _args, { caller, listMemberships }) => caller.user && listMemberships(caller.user.id),
  apiKeys: audited('api_key.list', ofCaller, async (_, { first, after }, { caller, pageOfApiKeys }) => {
    if (!caller.user) return null;
    const page = parsePage({ first, after: after ?? null });
    return toConnection(await pageOfApiKeys(ownerOf(caller.user), page), page, keysetOfApiKey);
  }),
  sessions: audited('session.list', ofCaller, async (_, { first, after }, { caller, pageOfSessions, clock }) => {
    const page = parsePage({ first, after: after ?? null });
    return toConnection(await pageOfSessions(requireSession(caller).id, clock(), page), page, keysetOfSession);
  }),
  authorizationRequest,
  oauthClients,
  serviceAccounts,
  signInProviders,
  organization: (_, { id }, { caller, organizations }) => (canSee(caller, id) ? organizations.load(id) : null),
};

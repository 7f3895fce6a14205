import { parsePage, toConnection } from '@conea/platform';
import { requireSession } from '../domain/create-api-key.ts';
import { keysetOfApplication } from '../domain/oauth/consent.ts';
import type {
  AuthorizationRequestResolvers,
  AuthorizedApplicationResolvers,
  MutationResolvers,
  QueryResolvers,
  ViewerResolvers,
} from '../schema.generated.ts';

export const authorizationRequest: NonNullable<QueryResolvers['authorizationRequest']> = (
  _,
  { id },
  { caller, authorizationDecisions },
) => authorizationDecisions.find(caller, id);

export const AuthorizationRequest: AuthorizationRequestResolvers = {
  redirectUrl: ({ redirectUri }) => redirectUri,
  organization: async ({ organizationId }, _, { organizations }) => {
    const organization = await organizations.load(organizationId);
    if (!organization) throw new Error('a client has no organization');
    return organization;
  },
};

export const AuthorizedApplication: AuthorizedApplicationResolvers = {
  id: ({ clientId }) => clientId,
  authorizedAt: ({ createdAt }) => createdAt,
  organization: async ({ organizationId }, _, { organizations }) => {
    const organization = await organizations.load(organizationId);
    if (!organization) throw new Error('a client has no organization');
    return organization;
  },
};

export const authorizedApplications: NonNullable<ViewerResolvers['authorizedApplications']> = async (
  _,
  { first, after },
  { caller, pageOfApplications },
) => {
  const page = parsePage({ first, after: after ?? null });
  return toConnection(await pageOfApplications(requireSession(caller).id, page), page, keysetOfApplication);
};

export const approveAuthorization: NonNullable<MutationResolvers['approveAuthorization']> = async (
  _,
  { input },
  { caller, authorizationDecisions },
) => {
  const outcome = await authorizationDecisions.approve(caller, input);
  if (!outcome.isDone) return { redirectUrl: null, errors: [outcome.error] };
  return { redirectUrl: outcome.redirectUrl, errors: [] };
};

export const denyAuthorization: NonNullable<MutationResolvers['denyAuthorization']> = async (
  _,
  { input },
  { caller, authorizationDecisions },
) => {
  const outcome = await authorizationDecisions.deny(caller, input.requestId);
  if (!outcome.isDone) return { redirectUrl: null, errors: [outcome.error] };
  return { redirectUrl: outcome.redirectUrl, errors: [] };
};

export const revokeAuthorizedApplication: NonNullable<MutationResolvers['revokeAuthorizedApplication']> = async (
  _,
  { input: { clientId } },
  { caller, revokeApplication },
) => {
  const error = await revokeApplication(caller, clientId);
  return error ? { clientId: null, errors: [error] } : { clientId, errors: [] };
};

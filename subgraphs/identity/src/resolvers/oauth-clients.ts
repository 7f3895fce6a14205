import { audited, parsePage, toConnection } from '@conea/platform';
import { adminOrganizationOf } from '../context.ts';
import { keysetOfOauthClient } from '../domain/oauth/oauth-client.ts';
import type { MutationResolvers, OauthClientResolvers, QueryResolvers } from '../schema.generated.ts';
import { ofCaller } from './audited-things.ts';

export const OauthClient: OauthClientResolvers = {
  keyIds: ({ jwks }) => jwks?.keys.map(({ kid }) => kid) ?? [],
  serviceAccount: ({ serviceAccountId }, _, { serviceAccounts }) =>
    serviceAccountId === null ? null : serviceAccounts.load(serviceAccountId),
};

export const oauthClients: NonNullable<QueryResolvers['oauthClients']> = audited(
  'oauth_client.list',
  ofCaller,
  async (_, { first, after }, context) => {
    const page = parsePage({ first, after: after ?? null });
    const rows = await context.pageOfOauthClients(adminOrganizationOf(context.caller), page);
    return toConnection(rows, page, keysetOfOauthClient);
  },
);

export const createOauthClient: NonNullable<MutationResolvers['createOauthClient']> = async (_, { input }, context) => {
  const outcome = await context.createOauthClient(context.caller, input);
  if (!outcome.isDone) return { oauthClient: null, clientSecret: null, errors: outcome.errors };
  const oauthClient = await context.oauthClients.load(outcome.clientId);
  return { oauthClient, clientSecret: outcome.secret, errors: [] };
};

export const updateOauthClient: NonNullable<MutationResolvers['updateOauthClient']> = async (_, { input }, context) => {
  const errors = await context.oauthClientChanges.update(context.caller, input);
  return { oauthClient: errors.length > 0 ? null : await context.oauthClients.load(input.clientId), errors };
};

export const rotateOauthClientSecret: NonNullable<MutationResolvers['rotateOauthClientSecret']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.oauthClientChanges.rotateSecret(context.caller, input);
  if (!outcome.isDone) return { oauthClient: null, clientSecret: null, errors: [outcome.error] };
  const oauthClient = await context.oauthClients.load(input.clientId);
  return { oauthClient, clientSecret: outcome.secret, errors: [] };
};

export const deleteOauthClient: NonNullable<MutationResolvers['deleteOauthClient']> = async (_, { input }, context) => {
  const error = await context.oauthClientChanges.delete(context.caller, input.clientId);
  return error ? { clientId: null, errors: [error] } : { clientId: input.clientId, errors: [] };
};

import type { Context } from '../context.ts';
import { providerLabels } from '../domain/provider-identity.ts';
import type { MutationResolvers, QueryResolvers } from '../schema.generated.ts';
import { parseProvider, providerName } from './linked-identity.ts';
import { signedIn } from './signed-in.ts';

export const signInProviders: NonNullable<QueryResolvers['signInProviders']> = (_, _args, { providerAccounts }) =>
  providerAccounts.providers.map(({ name, startUrl }) => ({
    provider: providerName(name),
    name: providerLabels[name],
    startUrl,
  }));

export const signInWithProvider: NonNullable<MutationResolvers['signInWithProvider']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.providerAccounts.signIn(context.caller, input);
  return outcome.isDone ? signedIn(context, outcome) : { session: null, user: null, errors: [outcome.error] };
};

export const linkIdentity: NonNullable<MutationResolvers['linkIdentity']> = async (_, { input }, context) => {
  const asked = { ...input, provider: parseProvider(input.provider) };
  const outcome = await context.providerAccounts.links.begin(context.caller, asked);
  return outcome.isDone ? { url: outcome.url, errors: [] } : { url: null, errors: [outcome.error] };
};

export const confirmIdentityLink: NonNullable<MutationResolvers['confirmIdentityLink']> = async (
  _,
  { input },
  context,
) => {
  const error = await context.providerAccounts.links.confirm(context.caller, input);
  return error ? { user: null, errors: [error] } : { user: await self(context), errors: [] };
};

export const unlinkIdentity: NonNullable<MutationResolvers['unlinkIdentity']> = async (_, { input }, context) => {
  const error = await context.providerAccounts.links.unlink(context.caller, input.linkedIdentityId);
  return error ? { user: null, errors: [error] } : { user: await self(context), errors: [] };
};

const self = ({ caller, users }: Context) => caller.user && users.load(caller.user.id);

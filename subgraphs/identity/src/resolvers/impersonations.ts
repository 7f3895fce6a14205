import type { ImpersonationResolvers, MutationResolvers } from '../schema.generated.ts';

export const impersonate: NonNullable<MutationResolvers['impersonate']> = async (_, { input }, context) => {
  const outcome = await context.impersonate(context.caller, input);
  if (!outcome.isDone) return { impersonation: null, accessToken: null, errors: [outcome.error] };
  const { accessToken, impersonationId } = outcome;
  return { impersonation: await context.impersonations.load(impersonationId), accessToken, errors: [] };
};

export const endImpersonation: NonNullable<MutationResolvers['endImpersonation']> = async (_, { input }, context) => {
  const error = await context.endImpersonation(context.caller, input.impersonationId);
  return error ? { impersonationId: null, errors: [error] } : { impersonationId: input.impersonationId, errors: [] };
};

export const Impersonation: ImpersonationResolvers = {
  user: ({ userId }, _, { users }) => users.load(userId),
  impersonator: ({ impersonatorId }, _, { users }) => users.load(impersonatorId),
};

import type { MutationResolvers } from '../schema.generated.ts';

export const deleteAccount: NonNullable<MutationResolvers['deleteAccount']> = async (_, { input }, context) => {
  const outcome = await context.deleteAccount(context.caller, input);
  return outcome.isDone
    ? { restorableUntil: outcome.restorableUntil, errors: [] }
    : { restorableUntil: null, errors: [outcome.error] };
};

export const restoreAccount: NonNullable<MutationResolvers['restoreAccount']> = async (_, { input }, context) => {
  const outcome = await context.restoreAccount(context.caller, input.token);
  return outcome.isDone ? { email: outcome.email, errors: [] } : { email: null, errors: [outcome.error] };
};

export const deleteOrganization: NonNullable<MutationResolvers['deleteOrganization']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.deleteOrganization(context.caller, input);
  return outcome.isDone
    ? { restorableUntil: outcome.restorableUntil, errors: [] }
    : { restorableUntil: null, errors: [outcome.error] };
};

export const restoreOrganization: NonNullable<MutationResolvers['restoreOrganization']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.restoreOrganization(context.caller, input.token);
  return outcome.isDone
    ? { organizationId: outcome.organizationId, errors: [] }
    : { organizationId: null, errors: [outcome.error] };
};

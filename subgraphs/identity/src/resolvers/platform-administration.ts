import type { MutationResolvers } from '../schema.generated.ts';

export const suspendUser: NonNullable<MutationResolvers['suspendUser']> = async (_, { input }, context) => {
  const error = await context.userSuspension.suspend(context.caller, input);
  return error ? { userId: null, errors: [error] } : { userId: input.userId, errors: [] };
};

export const restoreUser: NonNullable<MutationResolvers['restoreUser']> = async (_, { input: { userId } }, context) => {
  const error = await context.userSuspension.restore(context.caller, userId);
  return error ? { userId: null, errors: [error] } : { userId, errors: [] };
};

export const resetSecondFactors: NonNullable<MutationResolvers['resetSecondFactors']> = async (
  _,
  { input },
  { caller, secondFactors },
) => {
  const error = await secondFactors.reset(caller, input);
  return error ? { userId: null, errors: [error] } : { userId: input.userId, errors: [] };
};

import type { MutationResolvers } from '../schema.generated.ts';

export const requestPasswordReset: NonNullable<MutationResolvers['requestPasswordReset']> = async (
  _,
  { input },
  { caller, passwordReset },
) => {
  const error = await passwordReset.request(caller, input.email);
  return error ? { isAccepted: null, errors: [error] } : { isAccepted: true, errors: [] };
};

export const resetPassword: NonNullable<MutationResolvers['resetPassword']> = async (_, { input }, context) => {
  const outcome = await context.passwordReset.reset(context.caller, input);
  return outcome.isDone ? { email: outcome.email, errors: [] } : { email: null, errors: [outcome.error] };
};

export const changePassword: NonNullable<MutationResolvers['changePassword']> = async (_, { input }, context) => {
  const error = await context.changePassword(context.caller, input);
  if (error) return { user: null, errors: [error] };
  return { user: context.caller.user && (await context.users.load(context.caller.user.id)), errors: [] };
};

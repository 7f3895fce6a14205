import type { MutationResolvers } from '../schema.generated.ts';

export const requestEmailChange: NonNullable<MutationResolvers['requestEmailChange']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.emailChange.request(context.caller, input);
  return outcome.isDone ? { email: outcome.email, errors: [] } : { email: null, errors: [outcome.error] };
};

export const confirmEmailChange: NonNullable<MutationResolvers['confirmEmailChange']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.emailChange.confirm(context.caller, input.token);
  return outcome.isDone ? { email: outcome.email, errors: [] } : { email: null, errors: [outcome.error] };
};

import type { MutationResolvers } from '../schema.generated.ts';

export const verifyEmail: NonNullable<MutationResolvers['verifyEmail']> = async (_, { input }, context) => {
  const outcome = await context.verification.verify(context.caller, input.token);
  return outcome.isDone ? { email: outcome.email, errors: [] } : { email: null, errors: [outcome.error] };
};

export const resendVerification: NonNullable<MutationResolvers['resendVerification']> = async (_, _args, context) => {
  const outcome = await context.verification.resend(context.caller);
  return outcome.isDone ? { email: outcome.email, errors: [] } : { email: null, errors: [outcome.error] };
};

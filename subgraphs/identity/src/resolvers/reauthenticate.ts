import type { MutationResolvers } from '../schema.generated.ts';

export const reauthenticate: NonNullable<MutationResolvers['reauthenticate']> = async (_, { input }, context) => {
  const outcome = await context.secondFactors.reauthenticate(context.caller, input);
  return outcome.isDone
    ? { authenticatedAt: outcome.authenticatedAt, errors: [] }
    : { authenticatedAt: null, errors: [outcome.error] };
};

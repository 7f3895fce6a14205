import type { MutationResolvers } from '../schema.generated.ts';
import { signedIn } from './signed-in.ts';

export const signUp: NonNullable<MutationResolvers['signUp']> = async (_, { input }, context) => {
  const outcome = await context.signUp(context.caller, input);
  return outcome.isDone ? signedIn(context, outcome) : { session: null, user: null, errors: outcome.errors };
};

import type { MutationResolvers } from '../schema.generated.ts';
import { signedIn } from './signed-in.ts';

export const signUp: NonNullable<MutationResolvers['signUp']> = async (_, { input }, context) => {
  const outcome = await context.signUp(context.caller, input);
  // Whoever repeats the request has shown a password alone, whatever became of the session.
  return outcome.isDone ? signedIn(context, outcome, ['pwd']) : { session: null, user: null, errors: outcome.errors };
};

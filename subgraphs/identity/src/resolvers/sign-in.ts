import type { MutationResolvers } from '../schema.generated.ts';
import { signedIn } from './signed-in.ts';

export const signIn: NonNullable<MutationResolvers['signIn']> = async (_, { input }, context) => {
  const outcome = await context.signIn(context.caller, input);
  return outcome.isDone ? signedIn(context, outcome) : { session: null, user: null, errors: [outcome.error] };
};

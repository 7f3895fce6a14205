import { userErrors } from '../domain/user-errors.ts';
import type { MutationResolvers } from '../schema.generated.ts';
import { signedIn } from './signed-in.ts';

export const refreshSession: NonNullable<MutationResolvers['refreshSession']> = async (_, { input }, context) => {
  const outcome = await context.refreshSession(context.caller, input);
  if (!outcome.isDone) return { session: null, user: null, errors: [outcome.error] };
  const payload = await signedIn(context, outcome);
  return payload.session ? payload : { session: null, user: null, errors: [userErrors.sessionEnded()] };
};

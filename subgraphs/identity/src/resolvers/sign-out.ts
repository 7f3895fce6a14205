import type { MutationResolvers } from '../schema.generated.ts';

export const signOut: NonNullable<MutationResolvers['signOut']> = (_, _args, { caller, signOut: endSession }) =>
  endSession(caller);

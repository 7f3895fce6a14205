import type { MutationResolvers } from '../schema.generated.ts';

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (_, { input }, context) => {
  const { caller, users } = context;
  const error = await context.updateProfile(caller, input.name);
  if (error || !caller.user) return { user: null, errors: error ? [error] : [] };
  return { user: await users.clear(caller.user.id).load(caller.user.id), errors: [] };
};

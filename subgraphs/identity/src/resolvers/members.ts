import type { MutationResolvers } from '../schema.generated.ts';

export const suspendMember: NonNullable<MutationResolvers['suspendMember']> = async (_, { input }, context) => {
  const { caller, members, users } = context;
  const error = await members.suspend(caller, input.userId);
  return error
    ? { user: null, errors: [error] }
    : { user: await users.clear(input.userId).load(input.userId), errors: [] };
};

export const restoreMember: NonNullable<MutationResolvers['restoreMember']> = async (_, { input }, context) => {
  const { caller, members, users } = context;
  const error = await members.restore(caller, input.userId);
  return error
    ? { user: null, errors: [error] }
    : { user: await users.clear(input.userId).load(input.userId), errors: [] };
};

export const removeMember: NonNullable<MutationResolvers['removeMember']> = async (
  _,
  { input },
  { caller, members },
) => {
  const error = await members.remove(caller, input.userId);
  return error ? { userId: null, errors: [error] } : { userId: input.userId, errors: [] };
};

import type { MutationResolvers } from '../schema.generated.ts';
import { roleOf } from './role.ts';

export const changeRole: NonNullable<MutationResolvers['changeRole']> = async (_, { input }, context) => {
  const error = await context.changeRole(context.caller, { userId: input.userId, role: roleOf(input) });
  if (error) return { user: null, errors: [error] };
  return { user: await context.users.clear(input.userId).load(input.userId), errors: [] };
};

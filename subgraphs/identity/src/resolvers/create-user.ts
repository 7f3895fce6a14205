import type { MutationResolvers } from '../schema.generated.ts';
import { roleOf } from './role.ts';

export const createUser: NonNullable<MutationResolvers['createUser']> = async (_, { input }, context) => {
  const outcome = await context.createUser(context.caller, { ...input, role: roleOf(input) });
  if (!outcome.isDone) return { user: null, errors: outcome.errors };
  return { user: await context.users.load(outcome.userId), errors: [] };
};

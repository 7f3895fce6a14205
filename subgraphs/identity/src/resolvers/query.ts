import { canSee } from '../context.ts';
import type { QueryResolvers } from '../schema.generated.ts';

export const Query: QueryResolvers = {
  me: (_, _args, { caller, users }) => caller.user && users.load(caller.user.id),
  user: (_, { id }, { users }) => users.load(id),
  organization: (_, { id }, { caller, organizations }) => (canSee(caller, id) ? organizations.load(id) : null),
};

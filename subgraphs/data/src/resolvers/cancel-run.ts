import type { MutationResolvers } from '../schema.generated.ts';

export const cancelRun: NonNullable<MutationResolvers['cancelRun']> = async (_, { input }, { caller, ...context }) => {
  const { id, errors } = await context.cancelRun(caller, input);
  return { run: id === null ? null : await context.runs.clear(id).load(id), errors };
};

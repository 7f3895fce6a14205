import type { MutationResolvers } from '../schema.generated.ts';

export const runPipeline: NonNullable<MutationResolvers['runPipeline']> = async (
  _,
  { input },
  { caller, ...context },
) => {
  const { id, errors } = await context.runPipeline(caller, input);
  return { run: id === null ? null : await context.runs.clear(id).load(id), errors };
};

import type { MutationResolvers } from '../schema.generated.ts';

export const createPipeline: NonNullable<MutationResolvers['createPipeline']> = async (
  _,
  { input },
  { caller, ...context },
) => {
  const { id, errors } = await context.createPipeline(caller, input);
  return { pipeline: id === null ? null : await context.pipelines.clear(id).load(id), errors };
};

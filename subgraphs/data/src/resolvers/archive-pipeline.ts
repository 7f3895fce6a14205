import type { MutationResolvers } from '../schema.generated.ts';

export const archivePipeline: NonNullable<MutationResolvers['archivePipeline']> = async (
  _,
  { input },
  { caller, ...context },
) => {
  const { id, errors } = await context.archivePipeline(caller, input);
  return { pipeline: id === null ? null : await context.pipelines.clear(id).load(id), errors };
};

import type { MutationResolvers } from '../schema.generated.ts';

export const completeUpload: NonNullable<MutationResolvers['completeUpload']> = async (
  _,
  { input },
  { caller, ...context },
) => {
  const { id, errors } = await context.completeUpload(caller, input, context.signal);
  return { file: id === null ? null : await context.files.clear(id).load(id), errors };
};

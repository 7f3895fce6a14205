import type { MutationResolvers } from '../schema.generated.ts';

export const appendUpload: NonNullable<MutationResolvers['appendUpload']> = async (
  _,
  { input },
  { caller, ...context },
) => {
  const { id, errors } = await context.appendUpload(caller, input);
  return { upload: id === null ? null : await context.uploads.clear(id).load(id), errors };
};

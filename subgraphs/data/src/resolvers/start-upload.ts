import type { MutationResolvers } from '../schema.generated.ts';

export const startUpload: NonNullable<MutationResolvers['startUpload']> = async (
  _,
  { input },
  { caller, ...context },
) => {
  const { id, errors } = await context.startUpload(caller, input);
  return { upload: id === null ? null : await context.uploads.clear(id).load(id), errors };
};

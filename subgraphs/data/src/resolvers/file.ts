import type { FileResolvers } from '../schema.generated.ts';

export const File: FileResolvers = {
  __resolveReference: ({ id }, { files }) => files.load(id),
  uploadedBy: ({ uploadedById }) => ({ id: uploadedById }),
};

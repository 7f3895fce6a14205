import type { Context } from '../context.ts';
import type { FileResolvers } from '../schema.generated.ts';

export const File: FileResolvers = {
  __resolveReference: ({ id }, { files }) => files.load(id),
  name: told('name'),
  sha256: told('sha256'),
  columns: told('columns'),
  uploadedBy: ({ uploadedById }) => ({ id: uploadedById }),
};

/** A field that says what is in a file: the audit trail tells of who is shown it. */
function told<Field extends string>(field: Field) {
  return <Value>(file: { id: string } & Record<Field, Value>, _args: unknown, { noteRead }: Context): Value => {
    noteRead('File', file.id);
    return file[field];
  };
}

import { visit, type DocumentNode, type FieldNode } from 'graphql';

/** The fields at the root of the operation of a fetch, also those inside fragments. */
export function rootFieldsOf(document: DocumentNode): FieldNode[] {
  const fields: FieldNode[] = [];
  visit(document, {
    Field: (field) => {
      fields.push(field);
      return false;
    },
  });
  return fields;
}

import { Kind, OperationTypeNode, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { sampleFields } from '../sample-fields.ts';

const rounds = 3;
const maxOperations = 40;

/** Plans some operations of a schema, so that the first one of a client is not the first of all. Others have their turn in between. */
export async function warmUp(schema: GraphQLSchema, plan: (document: DocumentNode) => unknown): Promise<void> {
  const fields = sampleFields(schema, maxOperations);
  for (let round = 0; round < rounds; round++) {
    for (const field of fields) {
      await new Promise(setImmediate);
      plan(queryOf(field));
    }
  }
}

function queryOf(field: FieldNode): DocumentNode {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const;
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ kind: Kind.OPERATION_DEFINITION, operation: OperationTypeNode.QUERY, selectionSet }],
  };
}

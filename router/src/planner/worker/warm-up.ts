import {
  getNamedType,
  isCompositeType,
  isRequiredArgument,
  isUnionType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

const rounds = 3;
const maxOperations = 40;
const maxDepth = 3;
const maxFields = 8;

/** Plans some operations of a schema, so that the first one of a client is not the first of all. Others have their turn in between. */
export async function warmUp(schema: GraphQLSchema, plan: (document: DocumentNode) => unknown): Promise<void> {
  const fields = fieldsOf(schema.getQueryType(), maxDepth).slice(0, maxOperations);
  for (let round = 0; round < rounds; round++) {
    for (const field of fields) {
      await new Promise(setImmediate);
      plan(queryOf(field));
    }
  }
}

/** The fields of a type that need no arguments, with what is in them. */
function fieldsOf(type: GraphQLNamedType | null | undefined, depth: number): FieldNode[] {
  if (!isCompositeType(type) || isUnionType(type)) return [named('__typename')];
  const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  return fields.flatMap((field): FieldNode[] => {
    const inside = getNamedType(field.type);
    if (!isCompositeType(inside)) return [named(field.name)];
    if (depth === 0) return [];
    const selections = [named('__typename'), ...fieldsOf(inside, depth - 1).slice(0, maxFields)];
    return [{ ...named(field.name), selectionSet: { kind: Kind.SELECTION_SET, selections } }];
  });
}

const named = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });

function queryOf(field: FieldNode): DocumentNode {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const;
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ kind: Kind.OPERATION_DEFINITION, operation: OperationTypeNode.QUERY, selectionSet }],
  };
}

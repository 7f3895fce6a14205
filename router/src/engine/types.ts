import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';

/** Whether an object of the runtime type `typename` is of the type `condition`. */
export type TypeTest = (condition: string, typename: unknown) => boolean;

/** Answers from a table made once per supergraph. */
export function createTypeTest(schema: GraphQLSchema): TypeTest {
  const members = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) members.set(type.name, new Set([type.name]));
    // An interface object carries the interface's own name.
    if (isAbstractType(type))
      members.set(type.name, new Set([type.name, ...schema.getPossibleTypes(type).map(({ name }) => name)]));
  }
  return (condition, typename) => typeof typename === 'string' && (members.get(condition)?.has(typename) ?? false);
}

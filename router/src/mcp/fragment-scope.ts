import {
  isAbstractType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentSpreadNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';

/** What a fragment selects, on which type, and whether it holds for every object of the type around it. */
export type FragmentScope = (
  fragment: FragmentSpreadNode | InlineFragmentNode,
  parent: GraphQLNamedType,
) => { type: GraphQLNamedType; selections: readonly SelectionNode[]; isEvery: boolean };

/** Of a validated document. */
export function createFragmentScope(schema: GraphQLSchema, { definitions }: DocumentNode): FragmentScope {
  const named = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const objectsOf = (type: GraphQLNamedType) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);
  return (node, parent) => {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? named.get(node.name.value) : node;
    if (!fragment) throw new Error('a validated document has its fragments');
    const condition = fragment.typeCondition?.name.value;
    const type = condition === undefined ? parent : schema.getType(condition);
    if (!type) throw new Error('a validated document names types of the schema');
    const inside = new Set(objectsOf(type).filter(isObjectType));
    const isEvery = objectsOf(parent).every((object) => isObjectType(object) && inside.has(object));
    return { type, selections: fragment.selectionSet.selections, isEvery };
  };
}

import { Kind, visit, type DirectiveNode, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** The document with the outcome of its `@skip` and `@include` conditions in their place. */
export function resolveConditions(document: DocumentNode, variables: Readonly<Record<string, unknown>>): DocumentNode {
  const selection = <Node extends SelectionNode>(node: Node): Node | null | undefined => {
    const conditions = (node.directives ?? []).filter(isCondition);
    if (conditions.length === 0) return undefined;
    if (!conditions.every((condition) => isMet(condition, variables))) return null;
    return { ...node, directives: (node.directives ?? []).filter((directive) => !isCondition(directive)) };
  };
  return visit(document, {
    Field: selection,
    InlineFragment: selection,
    FragmentSpread: selection,
    SelectionSet: { leave: (set) => (set.selections.length === 0 ? typenameOnly : undefined) },
  });
}

const typenameOnly: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include';

function isMet({ name, arguments: args }: DirectiveNode, variables: Readonly<Record<string, unknown>>): boolean {
  const value = args?.[0]?.value;
  const isTrue =
    value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;
  return isTrue === (name.value === 'include');
}

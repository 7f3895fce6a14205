import { Kind, visit, type DirectiveNode, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** The document with the outcome of its `@skip` and `@include` conditions in their place. */
export function resolveConditions(document: DocumentNode, variables: Variables): DocumentNode {
  return replaceConditions(document, (condition) => isMet(condition, variables));
}

/** The document with the outcome of the conditions that depend on nothing in their place. */
export function resolveLiteralConditions(document: DocumentNode): DocumentNode {
  return replaceConditions(document, (condition) => (isLiteral(condition) ? isMet(condition, {}) : null));
}

/** Puts the outcome of each condition in its place; where it is null, the condition stays. */
function replaceConditions(
  document: DocumentNode,
  outcomeOf: (condition: DirectiveNode) => boolean | null,
): DocumentNode {
  const selection = <Node extends SelectionNode>(node: Node): Node | null | undefined => {
    const directives = node.directives ?? [];
    const outcomes = directives.map((directive) => (isCondition(directive) ? outcomeOf(directive) : null));
    if (outcomes.includes(false)) return null;
    if (!outcomes.includes(true)) return undefined;
    return { ...node, directives: directives.filter((_, index) => outcomes[index] === null) };
  };
  return visit(document, {
    Field: selection,
    InlineFragment: selection,
    FragmentSpread: selection,
    SelectionSet: {
      leave: (set) => (set.selections.length === 0 ? { ...set, selections: [typename] } : undefined),
    },
  });
}

/** The field that every object has. */
export const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const isLiteral = ({ arguments: args }: DirectiveNode) => args?.[0]?.value.kind === Kind.BOOLEAN;

/** Whether a directive is `@skip` or `@include`. */
export const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include';

function isMet({ name, arguments: args }: DirectiveNode, variables: Variables): boolean {
  const value = args?.[0]?.value;
  const isTrue =
    value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;
  return isTrue === (name.value === 'include');
}

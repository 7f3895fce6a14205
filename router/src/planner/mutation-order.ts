import { Kind, OperationTypeNode, visit, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';
import { isCondition } from './conditions.ts';

/**
 * Puts the fields of mutations beside each other at the root, those of one response name as one, in the order in which they are executed.
 * The planning library takes a field that stands in two fragments twice, and may execute it twice. What has a condition stays where it is.
 */
export function inMutationOrder(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet]] : [],
    ),
  );
  const flat = (selection: SelectionNode): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD || hasCondition(selection)) return [selection];
    const set = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection.selectionSet;
    return set?.selections.flatMap(flat) ?? [];
  };
  return visit(document, {
    OperationDefinition: ({ selectionSet, ...operation }) => {
      if (operation.operation !== OperationTypeNode.MUTATION) return false;
      const selections = selectionSet.selections.flatMap(flat).reduce<readonly SelectionNode[]>(withSelection, []);
      return { ...operation, selectionSet: { ...selectionSet, selections } };
    },
    FragmentDefinition: () => false,
  });
}

/** Adds a selection behind the others, or to the field that is the same one in the answer. */
function withSelection(selections: readonly SelectionNode[], added: SelectionNode): readonly SelectionNode[] {
  const index = selections.findIndex((known) => isSameField(known, added));
  const known = selections[index];
  if (known?.kind !== Kind.FIELD || added.kind !== Kind.FIELD) return [...selections, added];
  return selections.with(index, together(known, added));
}

function isSameField(one: SelectionNode, other: SelectionNode): boolean {
  if (one.kind !== Kind.FIELD || other.kind !== Kind.FIELD || hasCondition(one) || hasCondition(other)) return false;
  return (one.alias ?? one.name).value === (other.alias ?? other.name).value;
}

function together(one: FieldNode, other: FieldNode): FieldNode {
  if (!one.selectionSet || !other.selectionSet) return one;
  const selections = [...one.selectionSet.selections, ...other.selectionSet.selections];
  return { ...one, selectionSet: { ...one.selectionSet, selections } };
}

const hasCondition = ({ directives = [] }: SelectionNode) => directives.some(isCondition);

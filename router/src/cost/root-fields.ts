import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** How often each field stands at the root of an operation, those of fragments counted where they are spread. Linear in the document. */
export function countRootFields(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ReadonlyMap<string, number> {
  const known = new Map<string, ReadonlyMap<string, number>>();
  const count = ({ selections }: SelectionSetNode): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const selection of selections) {
      const inside =
        selection.kind === Kind.FIELD
          ? new Map([[selection.name.value, 1]])
          : selection.kind === Kind.INLINE_FRAGMENT
            ? count(selection.selectionSet)
            : countFragment(selection.name.value);
      for (const [name, times] of inside) counts.set(name, (counts.get(name) ?? 0) + times);
    }
    return counts;
  };
  const countFragment = (name: string): ReadonlyMap<string, number> => {
    const earlier = known.get(name);
    if (earlier) return earlier;
    const fragment = fragments.get(name);
    const counts = fragment ? count(fragment.selectionSet) : new Map<string, number>();
    known.set(name, counts);
    return counts;
  };
  return count(selectionSet);
}

import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large an operation is with its fragments spread. */
export type Size = {
  depth: number;
  height: number;
  rootFields: number;
  aliases: number;
  directives: number;
  duplicates: number;
};

type Part = Omit<Size, 'rootFields' | 'duplicates'> & { fields: number };

const nothing: Part = { depth: 0, height: 0, aliases: 0, directives: 0, fields: 0 };

/**
 * Measures the largest operation of a document, before it is validated. Each fragment is measured once and counted wherever it is spread, so the work is linear
 * in the document although the numbers may grow without bound.
 */
export function measureDocument({ definitions }: DocumentNode): Size {
  const fragments = new Map(
    definitions.flatMap((node): [string, FragmentDefinitionNode][] =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const measured = new Map<string, Part>();
  let duplicates = 0;

  const ofSelections = ({ selections }: SelectionSetNode): Part => {
    const seen = new Map<string, number>();
    let total = nothing;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      total = add(total, ofSelection(selection));
    }
    duplicates = Math.max(duplicates, ...seen.values());
    return total;
  };
  const ofSelection = (selection: SelectionNode): Part => {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind !== Kind.FIELD) {
      const inside =
        selection.kind === Kind.INLINE_FRAGMENT
          ? ofSelections(selection.selectionSet)
          : ofFragment(selection.name.value);
      return { ...inside, directives: inside.directives + directives };
    }
    const inside = selection.selectionSet ? ofSelections(selection.selectionSet) : nothing;
    return {
      depth: inside.depth + 1,
      height: inside.height + 1,
      aliases: inside.aliases + (selection.alias ? 1 : 0),
      directives: inside.directives + directives,
      fields: 1,
    };
  };
  const ofFragment = (name: string): Part => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    // A fragment that spreads itself is refused by validation, which comes after this.
    measured.set(name, nothing);
    const part = fragment ? ofSelections(fragment.selectionSet) : nothing;
    measured.set(name, part);
    return part;
  };

  const operations = definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet }) => ofSelections(selectionSet));
  const largest = (pick: (part: Part) => number) => Math.max(0, ...operations.map(pick));
  return {
    depth: largest(({ depth }) => depth),
    height: largest(({ height }) => height),
    rootFields: largest(({ fields }) => fields),
    aliases: largest(({ aliases }) => aliases),
    directives: largest(({ directives }) => directives),
    duplicates,
  };
}

function add(a: Part, b: Part): Part {
  return {
    depth: Math.max(a.depth, b.depth),
    height: a.height + b.height,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
  };
}

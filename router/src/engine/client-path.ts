import { Kind, type FieldNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { isIncluded, type FieldSource, type Fragments } from './fields.ts';
import type { JsonObject } from './result.ts';

/** A path of merged data. */
type Path = readonly (string | number)[];

/** Turns a path of merged data into one of the response. It ends where the client asked no further: what only a plan needs has no place there. */
export type ClientPath = (path: Path, variables: JsonObject) => (string | number)[];

/** The paths of an operation; only errors need them, so nothing is prepared. */
export function createClientPath(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  sourceOf: FieldSource,
): ClientPath {
  const fieldsOf = (selection: SelectionNode, variables: JsonObject): readonly FieldNode[] => {
    if (!isIncluded(selection, variables)) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    return fragment?.selectionSet.selections.flatMap((inside) => fieldsOf(inside, variables)) ?? [];
  };
  return (path, variables) => {
    let sets: readonly SelectionSetNode[] = [operation.selectionSet];
    const found: (string | number)[] = [];
    for (const [index, key] of path.entries()) {
      if (sets.length === 0) return [...found, ...path.slice(index)];
      const fields = sets.flatMap(({ selections }) =>
        selections.flatMap((selection) => fieldsOf(selection, variables)),
      );
      const asked = typeof key === 'string' ? fields.filter((field) => sourceOf(field) === key) : [];
      const [first] = asked;
      if (first) sets = asked.flatMap(({ selectionSet }) => selectionSet ?? []);
      else if (typeof key === 'string') return found;
      found.push(first ? (first.alias ?? first.name).value : key);
    }
    return found;
  };
}

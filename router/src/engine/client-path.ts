import { Kind, type FieldNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { isIncluded, type FieldSource, type Fragments } from './fields.ts';
import { isObject, type JsonObject } from './result.ts';
import type { TypeTest } from './types.ts';

/** A path of merged data. */
type Path = readonly (string | number)[];

/**
 * Turns a path of merged data into one of the response. It ends where the client asked no further: what only a plan needs has no place there,
 * nor what an interface object was asked for because the client wants it of other objects.
 */
export type ClientPath = (path: Path, variables: JsonObject, data: JsonObject) => (string | number)[];

/** The paths of an operation; only errors need them, so nothing is prepared. */
export function createClientPath(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  sourceOf: FieldSource,
  isOfType: TypeTest,
): ClientPath {
  /** What is asked of an object; of one that does not say what it is, what is asked of any. */
  const fieldsOf = (selection: SelectionNode, variables: JsonObject, object: unknown): readonly FieldNode[] => {
    if (!isIncluded(selection, variables)) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    if (condition !== undefined && isAnother(object, condition)) return [];
    return fragment?.selectionSet.selections.flatMap((inside) => fieldsOf(inside, variables, object)) ?? [];
  };
  const isAnother = (object: unknown, condition: string): boolean => {
    const typename = isObject(object) ? object['__typename'] : null;
    // A subgraph may have a name of its own for the root.
    return typeof typename === 'string' && isOfType(typename, typename) && !isOfType(condition, typename);
  };

  return (path, variables, data) => {
    let sets: readonly SelectionSetNode[] = [operation.selectionSet];
    let value: unknown = data;
    const found: (string | number)[] = [];
    for (const [index, key] of path.entries()) {
      if (sets.length === 0) return [...found, ...path.slice(index)];
      const object = value;
      const fields = sets.flatMap(({ selections }) =>
        selections.flatMap((selection) => fieldsOf(selection, variables, object)),
      );
      value = step(value, key);
      const asked = typeof key === 'string' ? fields.filter((field) => sourceOf(field) === key) : [];
      const [first] = asked;
      if (first) sets = asked.flatMap(({ selectionSet }) => selectionSet ?? []);
      else if (typeof key === 'string') return found;
      found.push(first ? (first.alias ?? first.name).value : key);
    }
    return found;
  };
}

function step(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isObject(value) ? value[key] : undefined;
}

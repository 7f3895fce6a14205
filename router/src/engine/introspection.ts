import {
  executeSync,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from './fields.ts';
import { isObject, type JsonObject } from './result.ts';

/** Answers the `__schema` and `__type` fields of an operation from the API schema; null when it has none. */
export type Introspection = ((variables: JsonObject) => JsonObject) | null;

/** Compiles the introspection part of an operation; the rest of it is left to the plan. */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): Introspection {
  const selectionSet = keepRootFields(operation.selectionSet, fragments, answeredHere);
  if (selectionSet.selections.length === 0) return null;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet }, ...fragments.values()],
  };
  return (variableValues) => {
    const { data } = executeSync({ schema, document, variableValues });
    return isObject(data) ? data : {};
  };
}

const answeredHere = new Set(['__schema', '__type']);

/** What is left of the root of an operation when only fields of these names are kept, in fragments too. */
export function keepRootFields(
  { selections, ...node }: SelectionSetNode,
  fragments: Fragments,
  names: ReadonlySet<string>,
): SelectionSetNode {
  return { ...node, selections: selections.flatMap((selection) => keepSelection(selection, fragments, names) ?? []) };
}

function keepSelection(
  selection: SelectionNode,
  fragments: Fragments,
  names: ReadonlySet<string>,
): SelectionNode | null {
  if (selection.kind === Kind.FIELD) return names.has(selection.name.value) ? selection : null;
  const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
  if (!fragment) return null;
  const selectionSet = keepRootFields(fragment.selectionSet, fragments, names);
  if (selectionSet.selections.length === 0) return null;
  return { kind: Kind.INLINE_FRAGMENT, selectionSet, directives: selection.directives ?? [] };
}

import {
  Kind,
  print,
  visit,
  type ASTNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Introspect } from '../planner/introspection-texts.ts';
import type { Fragments } from './fields.ts';
import { JsonText } from './json-text.ts';
import type { JsonObject } from './result.ts';

/** Answers the `__schema` and `__type` fields of an operation from the API schema; null when it has none. */
export type Introspection = ((variables: JsonObject) => Promise<JsonObject>) | null;

/** Compiles the introspection part of an operation; the rest of it is left to the plan. */
export function compileIntrospection(
  ask: Introspect,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): Introspection {
  const selectionSet = keepRootFields(operation.selectionSet, fragments, answeredHere);
  if (selectionSet.selections.length === 0) return null;
  let asked: { query: string; variables: ReadonlySet<string> } | null = null;
  return async (variables) => {
    asked ??= writeDown({ ...operation, selectionSet }, fragments);
    const used = Object.entries(variables).filter(([name]) => asked?.variables.has(name));
    const texts = await ask(asked.query, Object.fromEntries(used));
    return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, new JsonText(text)]));
  };
}

/** An operation as a text with nothing that it does not use. */
function writeDown(operation: OperationDefinitionNode, fragments: Fragments) {
  const spread = new Set<string>();
  const variables = new Set<string>();
  const look = (node: ASTNode): void => {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name: { value: name } }) => {
        const fragment = spread.has(name) ? undefined : fragments.get(name);
        spread.add(name);
        if (fragment) look(fragment);
      },
    });
  };
  look(operation);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    variables.has(variable.name.value),
  );
  const definitions = [
    { ...operation, ...(variableDefinitions && { variableDefinitions }) },
    ...[...fragments.values()].filter(({ name }) => spread.has(name.value)),
  ];
  return { query: print({ kind: Kind.DOCUMENT, definitions }), variables };
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

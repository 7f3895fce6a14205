import {
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { conditionVariables, type Fragments } from '../engine/fields.ts';
import type { JsonObject } from '../engine/result.ts';
import { deferOf, deferWith, isDefer, isInForce, labelOf } from './defer-directive.ts';

/** How an operation asks for parts of its answer later. */
export type Deferral = {
  /** The same for variables with which the same is asked for, and the same of it later. */
  outcomeOf(variables: JsonObject): string;
  /** The operation for one such outcome; null when nothing of it is deferred. */
  resolve(variables: JsonObject): DeferredOperation | null;
};

/** An operation without fragment definitions. Each `@defer` in it is in force, and its label is its position in `labels`. */
export type DeferredOperation = {
  document: DocumentNode;
  definition: OperationDefinitionNode;
  /** What the client calls each of them; it may give none a name, and spread a fragment with one several times. */
  labels: readonly (string | null)[];
  variables: JsonObject;
};

/** With more variables in its conditions an operation is answered at once: each outcome is planned by itself. */
const maxConditions = 6;

/** Reads what an operation defers; null when that is nothing, or is not worth it. */
export function readDeferral(definition: OperationDefinitionNode, fragments: Fragments): Deferral | null {
  if (definition.operation === 'subscription' || !mentionsDefer(definition, fragments)) return null;
  const conditions = conditionVariables(definition.selectionSet, fragments, ['skip', 'include', 'defer']);
  if (conditions.length > maxConditions) return null;
  return {
    outcomeOf: (variables) => conditions.map((name) => (variables[name] === true ? '1' : '0')).join(''),
    resolve: (variables) => {
      const { selectionSet, labels } = writeOut(definition.selectionSet, fragments, variables);
      if (labels.length === 0) return null;
      const written = { ...definition, selectionSet };
      return { document: { kind: Kind.DOCUMENT, definitions: [written] }, definition: written, labels, variables };
    },
  };
}

/** An operation that asks for everything at once, whatever it defers. */
export function answeredAtOnce(document: DocumentNode, definition: OperationDefinitionNode) {
  if (!document.definitions.some((node) => 'selectionSet' in node && hasDefer(node.selectionSet)))
    return { document, definition };
  const strip = <Node extends ASTNode>(node: Node): Node =>
    visit(node, { Directive: (directive) => (isDefer(directive) ? null : undefined) });
  return { document: strip(document), definition: strip(definition) };
}

function mentionsDefer(definition: OperationDefinitionNode, fragments: Fragments): boolean {
  return [definition, ...fragments.values()].some(({ selectionSet }) => hasDefer(selectionSet));
}

/** Whether a fragment in it is deferred, those that are spread aside. Arguments, which may be long, are not looked at. */
function hasDefer({ selections }: SelectionSetNode): boolean {
  return selections.some(
    (selection) =>
      deferOf(selection) !== undefined ||
      (selection.kind !== Kind.FRAGMENT_SPREAD &&
        selection.selectionSet !== undefined &&
        hasDefer(selection.selectionSet)),
  );
}

/** Writes fragments out where they are spread: how many selections that may be was limited before. */
function writeOut(root: SelectionSetNode, fragments: Fragments, variables: JsonObject) {
  const labels: (string | null)[] = [];
  const write = (selection: SelectionNode): SelectionNode => {
    if (selection.kind === Kind.FIELD) {
      const { selectionSet } = selection;
      return selectionSet ? { ...selection, selectionSet: writeSet(selectionSet) } : selection;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) throw new Error('a validated document has its fragments');
    const directives = (selection.directives ?? []).filter((directive) => !isDefer(directive));
    const defer = deferOf(selection);
    if (defer && isInForce(defer, variables)) directives.push(deferWith(String(labels.push(labelOf(defer)) - 1)));
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(fragment.typeCondition && { typeCondition: fragment.typeCondition }),
      directives,
      selectionSet: writeSet(fragment.selectionSet),
    };
  };
  const writeSet = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(write) });
  return { selectionSet: writeSet(root), labels };
}

import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner/dist/QueryPlan.js';
import { Kind, parse, print, stripIgnoredCharacters, visit, type DocumentNode, type FieldNode } from 'graphql';
import type { VirtualField, VirtualFields } from './virtual-fields.ts';

/** Puts the real fields back where a plan has virtual ones: called under the virtual name, sent on under their own. */
export function restoreFields(plan: QueryPlan, virtualFields: VirtualFields): QueryPlan {
  if (virtualFields.byName.size === 0 || !plan.node) return plan;
  const { node } = plan;
  if (node.kind !== 'Subscription') return { ...plan, node: restore(node, virtualFields) };
  const rest = node.rest && restore(node.rest, virtualFields);
  return { ...plan, node: { ...node, primary: callFields(node.primary, virtualFields), ...(rest && { rest }) } };
}

function restore(node: PlanNode, virtualFields: VirtualFields): PlanNode {
  const inside = (child: PlanNode) => restore(child, virtualFields);
  switch (node.kind) {
    case 'Fetch':
      return inParallel(splitFetch(node, virtualFields).map((fetch) => callFields(fetch, virtualFields)));
    case 'Flatten':
      return { ...node, node: inside(node.node) };
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(inside) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: inside(node.ifClause) }),
        ...(node.elseClause && { elseClause: inside(node.elseClause) }),
      };
    case 'Defer':
      return {
        ...node,
        primary: { ...node.primary, ...(node.primary.node && { node: inside(node.primary.node) }) },
        deferred: node.deferred.map((part) => ({ ...part, ...(part.node && { node: inside(part.node) }) })),
      };
  }
}

function inParallel(fetches: readonly FetchNode[]): PlanNode {
  const [only, ...others] = fetches;
  return only && others.length === 0 ? only : { kind: 'Parallel', nodes: [...fetches] };
}

/** A representation has each field once, so a fetch that requires calls of one field with different arguments becomes several. */
function splitFetch(node: FetchNode, { byName, neededBy }: VirtualFields): FetchNode[] {
  const present = new Set(namesIn(node.requires ?? []).filter((name) => byName.has(name)));
  const coordinates = [...present].map((name) => byName.get(name)?.coordinate);
  if (new Set(coordinates).size === coordinates.length) return [node];
  const document = parse(node.operation, { noLocation: true });
  const groups: { fields: Set<string>; needs: Set<string> }[] = [];
  for (const field of entityFields(document)) {
    const needs = [...(neededBy.get(field) ?? [])].filter((name) => present.has(name));
    const isAlike = (each: (typeof groups)[number]) => (each.needs.size === 0) === (needs.length === 0);
    const group = groups.find((each) => isAlike(each) && needs.every((name) => isCompatible(each.needs, name, byName)));
    if (group) needs.forEach((name) => group.needs.add(name));
    if (group) group.fields.add(field);
    else groups.push({ fields: new Set([field]), needs: new Set(needs) });
  }
  return groups.map(({ fields, needs }) => ({
    ...node,
    requires: withoutFields(onlyNeeding(node.requires ?? [], needs), (name) => present.has(name) && !needs.has(name)),
    ...withOperation(node, keepEntityFields(document, fields)),
  }));
}

function isCompatible(needs: ReadonlySet<string>, name: string, byName: ReadonlyMap<string, VirtualField>): boolean {
  const coordinate = byName.get(name)?.coordinate;
  return [...needs].every((other) => other === name || byName.get(other)?.coordinate !== coordinate);
}

function namesIn(selections: readonly QueryPlanSelectionNode[]): string[] {
  return selections.flatMap((selection) => [
    ...(selection.kind === 'Field' ? [selection.name] : []),
    ...namesIn(selection.selections ?? []),
  ]);
}

/** What a fetch requires of types that have none of these is what others of its fields are for. */
function onlyNeeding(
  requires: readonly QueryPlanSelectionNode[],
  needs: ReadonlySet<string>,
): readonly QueryPlanSelectionNode[] {
  if (needs.size === 0) return requires;
  return requires.filter(
    (selection) => selection.kind === 'Field' || namesIn(selection.selections ?? []).some((name) => needs.has(name)),
  );
}

function withoutFields(
  selections: readonly QueryPlanSelectionNode[],
  isDropped: (name: string) => boolean,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'Field' && isDropped(selection.name)) return [];
    if (!selection.selections) return [selection];
    const inside = withoutFields(selection.selections, isDropped);
    return inside.length === 0 ? [] : [{ ...selection, selections: inside }];
  });
}

const entitiesField = '_entities';

/** The names of the fields that a fetch of entities asks for, on the entities themselves. */
function entityFields(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visitEntityFields(document, (field) => {
    names.add(field.name.value);
    return false;
  });
  return names;
}

function keepEntityFields(document: DocumentNode, names: ReadonlySet<string>): DocumentNode {
  return visitEntityFields(document, (field) => (names.has(field.name.value) ? false : null));
}

/** Visits the fields directly on entities: `false` keeps one and skips what is inside it, null removes it. */
function visitEntityFields(document: DocumentNode, onField: (field: FieldNode) => false | null): DocumentNode {
  return visit(document, {
    Field: (field) => (field.name.value === entitiesField ? undefined : onField(field)),
    InlineFragment: { leave: (fragment) => (fragment.selectionSet.selections.length === 0 ? null : undefined) },
  });
}

function callFields(node: FetchNode, { byName }: VirtualFields): FetchNode {
  const names = [...byName.keys()];
  const isUsed = names.some((name) => node.operation.includes(name));
  const requires = node.requires && aliasFields(node.requires, byName);
  const restored = isUsed ? withOperation(node, withCalls(parse(node.operation, { noLocation: true }), byName)) : {};
  return { ...node, ...(requires && { requires }), ...restored };
}

function withCalls(document: DocumentNode, byName: ReadonlyMap<string, VirtualField>): DocumentNode {
  return visit(document, {
    Field: (field) => {
      const virtual = byName.get(field.name.value);
      return virtual && { ...field, ...virtual.call, alias: field.alias ?? { kind: Kind.NAME, value: virtual.name } };
    },
  });
}

/** A required field that is known under its virtual name is sent under its own. */
function aliasFields(
  selections: readonly QueryPlanSelectionNode[],
  byName: ReadonlyMap<string, VirtualField>,
): QueryPlanSelectionNode[] {
  return selections.map((selection) => {
    const inside = selection.selections && { selections: aliasFields(selection.selections, byName) };
    if (selection.kind === 'InlineFragment') return { ...selection, ...inside };
    const virtual = byName.get(selection.name);
    return { ...selection, ...inside, ...(virtual && { name: virtual.call.name.value, alias: selection.name }) };
  });
}

/** Only the variables that an operation still uses may be declared and sent. */
function withOperation(node: FetchNode, document: DocumentNode): Partial<FetchNode> {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  const declared = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? false : null),
  });
  return {
    operation: stripIgnoredCharacters(print(declared)),
    ...(node.variableUsages && { variableUsages: node.variableUsages.filter((name) => used.has(name)) }),
  };
}

import {
  isCompositeType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isObject, type JsonObject } from '../engine/result.ts';
import { argumentValues } from './argument-values.ts';
import { mutationCost } from './estimate.ts';
import type { FieldCosts } from './field-cost.ts';

/** What the operation has cost after all: the weights of what is in the response; what is null costs nothing. */
export type MeasureActual = (data: JsonObject | null, variables: JsonObject) => number;

/** A selection set and the type it stands on; several make one place of the response. */
type Place = readonly { selectionSet: SelectionSetNode; type: GraphQLNamedType }[];

/** A field of the response that can cost something: by itself, by its arguments or by what is inside. */
type Counted = {
  key: string;
  weight: number;
  ofArguments(variables: JsonObject): number;
  inside: () => readonly Counted[];
};

/** Compiles the measure of an operation as far as responses need it: a place is looked at when an answer first has it. */
export function compileActual(
  { schema, costOf }: { schema: GraphQLSchema; costOf: FieldCosts },
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): MeasureActual {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation} type`);
  const base = operation.operation === 'mutation' ? mutationCost : 0;
  const counted = lazily([{ selectionSet: operation.selectionSet, type: root }]);
  return (data, variables) => base + (data === null ? 0 : ofObject(data, counted(), variables));

  function lazily(place: Place): () => readonly Counted[] {
    let fields: readonly Counted[] | null = null;
    return () => (fields ??= countedFields(place));
  }

  function countedFields(place: Place): readonly Counted[] {
    const byKey = new Map<string, { node: FieldNode; type: GraphQLNamedType }[]>();
    for (const { selectionSet, type } of place) collect(selectionSet, type, byKey, new Set());
    return [...byKey].flatMap(([key, nodes]) => countedField(key, nodes) ?? []);
  }

  function collect(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType,
    byKey: Map<string, { node: FieldNode; type: GraphQLNamedType }[]>,
    seen: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        byKey.set(key, [...(byKey.get(key) ?? []), { node: selection, type }]);
        continue;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      if (isSpread && seen.has(selection.name.value)) continue;
      if (isSpread) seen.add(selection.name.value);
      const fragment = isSpread ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      collect(fragment.selectionSet, condition ?? type, byKey, seen);
    }
  }

  function countedField(key: string, nodes: readonly { node: FieldNode; type: GraphQLNamedType }[]): Counted | null {
    const costs = nodes.flatMap(({ node, type }) => {
      const cost = costOf(type, node.name.value);
      return cost ? [{ node, cost }] : [];
    });
    const [first] = costs;
    if (!first) return null;
    const place = costs.flatMap(({ node: { selectionSet }, cost: { named } }) =>
      selectionSet && isCompositeType(named) ? [{ selectionSet, type: named }] : [],
    );
    const weight = Math.max(...costs.map(({ cost }) => cost.weight));
    const { ofArguments, definition } = first.cost;
    if (weight === 0 && place.length === 0 && !ofArguments) return null;
    return {
      key,
      weight,
      ofArguments: (variables) => ofArguments?.(argumentValues(first.node, definition, variables)) ?? 0,
      inside: lazily(place),
    };
  }
}

function ofObject(object: JsonObject, fields: readonly Counted[], variables: JsonObject): number {
  let cost = 0;
  for (const field of fields) {
    const value = object[field.key];
    if (value === undefined) continue;
    cost += field.ofArguments(variables) + ofValue(value, field, variables);
  }
  return cost;
}

function ofValue(value: unknown, field: Counted, variables: JsonObject): number {
  if (value === null || value === undefined) return 0;
  if (isObject(value)) return field.weight + ofObject(value, field.inside(), variables);
  if (!Array.isArray(value)) return field.weight;
  let cost = 0;
  for (const item of value) cost += ofValue(item, field, variables);
  return cost;
}

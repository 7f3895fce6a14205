import {
  GraphQLSkipDirective,
  GraphQLIncludeDirective,
  isAbstractType,
  isCompositeType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { JsonObject } from '../engine/result.ts';
import { argumentValues } from './argument-values.ts';
import type { FieldCosts } from './field-cost.ts';
import { expectedLength, hasOwnLength } from './list-length.ts';

/** Lengths that a parent's `@listSize(sizedFields:)` gives to lists directly inside. */
type Lengths = { names: readonly string[]; length: number } | null;

/** The cost of a part of an operation, as a formula of its coerced variables. */
type Formula = (variables: JsonObject, lengths: Lengths) => number;

/** The estimated cost of an operation with these variables; a strict one throws COST_INVALID_SLICING_ARGUMENTS. */
export type Estimate = (variables: JsonObject) => number;

export type EstimateOptions = {
  schema: GraphQLSchema;
  costOf: FieldCosts;
  /** The length of a list that says nothing of it. */
  defaultLength: number;
  isStrict: boolean;
};

/** A mutation costs this by itself. */
export const mutationCost = 10;

/**
 * Compiles the cost of an operation once; each request replays it with its variables. Every fragment is compiled and counted where it
 * is spread, the same field twice counts twice, and of types that exclude each other the dearest counts: the estimate is an upper bound
 * as long as lists keep to their lengths. The work is linear in the document.
 */
export function compileEstimate(
  { schema, costOf, defaultLength, isStrict }: EstimateOptions,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Estimate {
  const compiled = new Map<string, Formula>();
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation} type`);
  const formula = ofSelections(operation.selectionSet, root);
  const base = operation.operation === 'mutation' ? mutationCost : 0;
  return (variables) => base + formula(variables, null);

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType): Formula {
    const always: Formula[] = [];
    const alternatives = new Map<string, Formula[]>();
    for (const selection of selections) {
      const { type, formula: part } = ofSelection(selection, parent);
      const isCertain = !isAbstractType(parent) || type === parent;
      if (isCertain) always.push(part);
      else for (const name of possibleNames(type)) alternatives.set(name, [...(alternatives.get(name) ?? []), part]);
    }
    const branches = [...alternatives.values()];
    return (variables, lengths) => {
      const sum = (parts: readonly Formula[]) => parts.reduce((total, part) => total + part(variables, lengths), 0);
      return sum(always) + branches.reduce((dearest, branch) => Math.max(dearest, sum(branch)), 0);
    };
  }

  function ofSelection(
    selection: SelectionNode,
    parent: GraphQLNamedType,
  ): { type: GraphQLNamedType; formula: Formula } {
    if (selection.kind === Kind.FIELD) return { type: parent, formula: when(selection, ofField(selection, parent)) };
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const type = (fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value)) ?? parent;
    if (!fragment) return { type, formula: free };
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return { type, formula: when(selection, ofSelections(fragment.selectionSet, type)) };
    return { type, formula: when(selection, ofFragment(selection.name.value, fragment.selectionSet, type)) };
  }

  function ofFragment(name: string, selectionSet: SelectionSetNode, type: GraphQLNamedType): Formula {
    const known = compiled.get(name);
    if (known) return known;
    const formulaOfFragment = once(ofSelections(selectionSet, type));
    compiled.set(name, formulaOfFragment);
    return formulaOfFragment;
  }

  function ofField(field: FieldNode, parent: GraphQLNamedType): Formula {
    const cost = costOf(parent, field.name.value);
    if (!cost) return free;
    const inside =
      field.selectionSet && isCompositeType(cost.named) ? ofSelections(field.selectionSet, cost.named) : free;
    if (inside === free && cost.weight === 0 && !cost.ofArguments && !cost.listSize) return free;
    const { weight, isList, listSize, ofArguments } = cost;
    const context = { coordinate: `${parent.name}.${field.name.value}`, defaultLength, isStrict };
    const needsArguments = ofArguments !== null || listSize !== null;
    return (variables, lengths) => {
      const values = needsArguments ? argumentValues(field, cost.definition, variables) : noArguments;
      const own = listSize && expectedLength(listSize, values, context);
      const given = lengths?.names.includes(field.name.value) ? lengths.length : null;
      const count = isList ? (given ?? (own !== null && hasOwnLength(cost) ? own : defaultLength)) : 1;
      const insideLengths =
        listSize?.sizedFields.length && own !== null ? { names: listSize.sizedFields, length: own } : null;
      const ofItem = weight + inside(variables, insideLengths);
      // None of something infinite is not a number, which would be below every limit.
      return (ofArguments?.(values) ?? 0) + (count === 0 ? 0 : count * ofItem);
    };
  }

  function possibleNames(type: GraphQLNamedType): string[] {
    return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
  }
}

const free: Formula = () => 0;
const noArguments: ReadonlyMap<string, unknown> = new Map();

/** The last outcome of a fragment is kept, so that spreading it again in the same place, or anywhere in the same request, is free. */
function once(formula: Formula): Formula {
  let last: { variables: JsonObject; lengths: Lengths; cost: number } | null = null;
  return (variables, lengths) => {
    if (last?.variables !== variables || last.lengths !== lengths)
      last = { variables, lengths, cost: formula(variables, lengths) };
    return last.cost;
  };
}

/** Nothing where `@skip` or `@include` leave the selection out. */
function when({ directives = [] }: SelectionNode, formula: Formula): Formula {
  const conditions = directives.flatMap(({ name, arguments: args }) => {
    const value = args?.find((argument) => argument.name.value === 'if')?.value;
    const isCondition = name.value === GraphQLSkipDirective.name || name.value === GraphQLIncludeDirective.name;
    return isCondition && value ? [{ value, wanted: name.value === GraphQLIncludeDirective.name }] : [];
  });
  if (conditions.length === 0 || formula === free) return formula;
  return (variables, lengths) =>
    conditions.every(({ value, wanted }) => valueFromASTUntyped(value, variables) === wanted)
      ? formula(variables, lengths)
      : 0;
}

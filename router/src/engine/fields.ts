import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeNameMetaFieldDef,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { deferOf, labelOf } from '../incremental/defer-directive.ts';
import type { JsonObject } from './result.ts';

/** The fragment definitions of a document by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A field of the response: several selections of one response name are one field. */
export type CollectedField = {
  /** The response name. */
  key: string;
  /** Where its data is; null when the caller may not see it. */
  source: string | null;
  /** `Type.field`, for messages. */
  coordinate: string;
  type: GraphQLOutputType;
  isTypename: boolean;
  /** `__schema` or `__type`, which the router answers itself. */
  isIntrospection: boolean;
  selectionSets: SelectionSetNode[];
};

/** What is asked of a runtime type: the fields in the order in which they were asked for, and the fragments with what comes later. */
export type Collected = { fields: CollectedField[]; deferred: DeferredFragment[] };

export type FieldCollector = (typeName: string, selectionSets: readonly SelectionSetNode[]) => Collected;

/** A fragment of a deferred operation, known by its label there. */
export type DeferredFragment = { label: string; node: InlineFragmentNode };

/** Where the data of a selected field is kept; null when the caller may not see it. */
export type FieldSource = (field: FieldNode) => string | null;

/** Collects fields as the GraphQL specification says (6.3.2), with the `@skip` and `@include` conditions of these variables. */
export function createFieldCollector(
  schema: GraphQLSchema,
  fragments: Fragments,
  variables: JsonObject,
  sourceOf: FieldSource,
): FieldCollector {
  return (typeName, selectionSets) => {
    const fields = new Map<string, CollectedField>();
    const deferred: DeferredFragment[] = [];
    const visit = (selection: SelectionNode): void => {
      if (!isIncluded(selection, variables)) return;
      if (selection.kind === Kind.FIELD) return addField(fields, schema, typeName, selection, sourceOf(selection));
      const later = deferredFragment(selection);
      if (later) {
        if (mayApply(schema, later.node, typeName)) deferred.push(later);
        return;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      if (fragment && (condition === undefined || applies(schema, condition, typeName)))
        fragment.selectionSet.selections.forEach(visit);
    };
    for (const { selections } of selectionSets) selections.forEach(visit);
    return { fields: [...fields.values()], deferred };
  };
}

/** The names of the variables on which these directives depend. */
export function conditionVariables(
  selectionSet: SelectionSetNode,
  fragments: Fragments,
  directives: readonly string[] = ['skip', 'include'],
): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (selection: SelectionNode): void => {
    for (const { name, arguments: args } of selection.directives ?? []) {
      const value = args?.find((argument) => argument.name.value === 'if')?.value;
      if (directives.includes(name.value) && value?.kind === Kind.VARIABLE) names.add(value.name.value);
    }
    if (selection.kind !== Kind.FRAGMENT_SPREAD) return selection.selectionSet?.selections.forEach(visit);
    if (seen.has(selection.name.value)) return;
    seen.add(selection.name.value);
    fragments.get(selection.name.value)?.selectionSet.selections.forEach(visit);
  };
  selectionSet.selections.forEach(visit);
  return [...names];
}

function addField(
  fields: Map<string, CollectedField>,
  schema: GraphQLSchema,
  typeName: string,
  node: FieldNode,
  source: string | null,
): void {
  const key = node.alias?.value ?? node.name.value;
  const known = fields.get(key);
  if (known && source === null) return;
  if (known?.source != null) {
    if (node.selectionSet) known.selectionSets.push(node.selectionSet);
    return;
  }
  const name = node.name.value;
  const type = schema.getType(typeName);
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  fields.set(key, {
    key,
    source,
    coordinate: `${typeName}.${name}`,
    type: definition?.type ?? TypeNameMetaFieldDef.type,
    isTypename: name === '__typename',
    isIntrospection: name === '__schema' || name === '__type',
    selectionSets: node.selectionSet ? [node.selectionSet] : [],
  });
}

/** Only operations whose answer comes in parts still have `@defer`. */
function deferredFragment(node: SelectionNode): DeferredFragment | null {
  const defer = node.kind === Kind.INLINE_FRAGMENT ? deferOf(node) : undefined;
  if (!defer || node.kind !== Kind.INLINE_FRAGMENT) return null;
  return { label: labelOf(defer) ?? '', node };
}

/** What an interface object is may be known only when the fragment is answered. */
function mayApply(schema: GraphQLSchema, { typeCondition }: InlineFragmentNode, typeName: string): boolean {
  const [type, condition] = [schema.getType(typeName), typeCondition && schema.getType(typeCondition.name.value)];
  if (!condition || !isInterfaceType(type))
    return !typeCondition || applies(schema, typeCondition.name.value, typeName);
  return isCompositeType(condition) && doTypesOverlap(schema, type, condition);
}

function applies(schema: GraphQLSchema, condition: string, typeName: string): boolean {
  if (condition === typeName) return true;
  const [conditionType, type] = [schema.getType(condition), schema.getType(typeName)];
  if (!isAbstractType(conditionType) || !type) return false;
  const named = getNamedType(type);
  return (isObjectType(named) || isInterfaceType(named)) && schema.isSubType(conditionType, named);
}

/** Whether a selection is included with these variables. */
export function isIncluded(
  { directives }: { directives?: readonly DirectiveNode[] | undefined },
  variables: JsonObject,
): boolean {
  const condition = (name: string) => {
    const value = directives?.find((directive) => directive.name.value === name)?.arguments?.[0]?.value;
    if (value?.kind === Kind.BOOLEAN) return value.value;
    return value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : undefined;
  };
  return condition('skip') !== true && condition('include') !== false;
}

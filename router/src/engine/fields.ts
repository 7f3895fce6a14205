import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeNameMetaFieldDef,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
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

/** The fields of a runtime type, in the order in which they were asked for. */
export type FieldCollector = (typeName: string, selectionSets: readonly SelectionSetNode[]) => CollectedField[];

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
    const visit = (selection: SelectionNode): void => {
      if (!isIncluded(selection, variables)) return;
      if (selection.kind === Kind.FIELD) return addField(fields, schema, typeName, selection, sourceOf(selection));
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      if (fragment && (condition === undefined || applies(schema, condition, typeName)))
        fragment.selectionSet.selections.forEach(visit);
    };
    for (const { selections } of selectionSets) selections.forEach(visit);
    return [...fields.values()];
  };
}

/** The names of the variables on which `@skip` and `@include` depend. */
export function conditionVariables(selectionSet: SelectionSetNode, fragments: Fragments): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (selection: SelectionNode): void => {
    for (const { name, arguments: args } of selection.directives ?? []) {
      const value = args?.[0]?.value;
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE)
        names.add(value.name.value);
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

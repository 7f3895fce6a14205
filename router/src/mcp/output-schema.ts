import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { createFragmentScope, type FragmentScope } from './fragment-scope.ts';
import { described, leafSchema, nullable, type JsonSchema } from './json-schema.ts';

/** One name in an answer: every field that can stand there, and whether one always does. */
type Slot = { isAlways: boolean; uses: Map<string, Use> };
type Use = { type: GraphQLOutputType | null; description: string | null | undefined; selections: SelectionSetNode[] };

const errors = { type: 'array', items: { type: 'object', properties: { message: { type: 'string' } } } };

/** The JSON Schema of what an operation answers. Every object can be null: something below it may have failed or be hidden. */
export function outputSchemaOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const scope = createFragmentScope(schema, document);
  const root = schema.getRootType(operation.operation);
  const data = root ? objectSchema(scope, root, [operation.selectionSet]) : {};
  return {
    type: 'object' as const,
    properties: { data: nullable(data), errors, extensions: { type: 'object' } },
  };
}

function objectSchema(scope: FragmentScope, type: GraphQLNamedType, sets: readonly SelectionSetNode[]): JsonSchema {
  const slots = new Map<string, Slot>();
  for (const { selections } of sets) for (const selection of selections) collect(scope, slots, selection, type, true);
  return {
    type: 'object',
    properties: Object.fromEntries([...slots].map(([name, { uses }]) => [name, slotSchema(scope, [...uses.values()])])),
    required: [...slots].filter(([, { isAlways }]) => isAlways).map(([name]) => name),
    additionalProperties: false,
  };
}

function collect(
  scope: FragmentScope,
  slots: Map<string, Slot>,
  selection: SelectionNode,
  parent: GraphQLNamedType,
  isAlways: boolean,
): void {
  const isCertain = isAlways && !selection.directives?.some(({ name }) => isCondition(name.value));
  if (selection.kind !== Kind.FIELD) {
    const { type, selections, isEvery } = scope(selection, parent);
    for (const inner of selections) collect(scope, slots, inner, type, isCertain && isEvery);
    return;
  }
  const key = selection.alias?.value ?? selection.name.value;
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name.value] : undefined;
  const slot = slots.get(key) ?? { isAlways: false, uses: new Map<string, Use>() };
  const use = slot.uses.get(String(field?.type)) ?? {
    type: field?.type ?? null,
    description: field?.description,
    selections: [],
  };
  if (selection.selectionSet) use.selections.push(selection.selectionSet);
  slot.uses.set(String(field?.type), use);
  slots.set(key, { ...slot, isAlways: slot.isAlways || isCertain });
}

/** Fields of objects that exclude each other may have one name and different types. */
function slotSchema(scope: FragmentScope, uses: readonly Use[]): JsonSchema {
  const [first, ...others] = uses.map(({ type, description, selections }) =>
    type === null ? {} : { ...valueSchema(scope, type, selections), ...described(description) },
  );
  return others.length === 0 ? (first ?? {}) : { anyOf: [first ?? {}, ...others] };
}

function valueSchema(scope: FragmentScope, type: GraphQLOutputType, selections: SelectionSetNode[]): JsonSchema {
  if (!isNonNullType(type)) return nullable(presentSchema(scope, type, selections));
  return presentSchema(scope, type.ofType, selections);
}

function presentSchema(scope: FragmentScope, type: GraphQLOutputType, selections: SelectionSetNode[]): JsonSchema {
  if (isNonNullType(type)) return presentSchema(scope, type.ofType, selections);
  if (isListType(type)) return { type: 'array', items: valueSchema(scope, type.ofType, selections) };
  if (!isLeafType(type)) return objectSchema(scope, getNamedType(type), selections);
  // Subgraphs may answer a number for an id.
  return type.name === 'ID' ? { type: ['string', 'integer'] } : leafSchema(type);
}

const isCondition = (directive: string) => directive === 'skip' || directive === 'include';

import {
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

type Costing = { schema: GraphQLSchema; document: DocumentNode; variables: Record<string, unknown> };

/** Values that belong to their parent and cost nothing of their own. */
const free = new Set(['MoneyBag', 'MoneyV2', 'MailingAddress', 'PageInfo', 'Count', 'UserError']);
const mutationCost = 10;

/**
 * Points of an operation: an object is 1, a connection 2 and `first` times its node, a mutation 10 (shopify.dev, "calculated query
 * costs"). With `data` it is what the answer really held, which is charged in the end.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  data?: unknown,
): number {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const fixed = operation.operation === 'mutation' ? mutationCost * operation.selectionSet.selections.length : 0;
  return fixed + costOfSelection({ schema, document, variables }, root, operation.selectionSet, data);
}

function costOfSelection(costing: Costing, parent: GraphQLObjectType, set: SelectionSetNode, data: unknown): number {
  return fieldsOf(costing, set).reduce((sum, field) => sum + costOfField(costing, parent, field, data), 0);
}

function costOfField(costing: Costing, parent: GraphQLObjectType, field: FieldNode, data: unknown): number {
  const type = getNamedType(parent.getFields()[field.name.value]?.type);
  if (!isObjectType(type) || !field.selectionSet) return 0;
  const value = data === undefined ? undefined : memberOf(data, field.alias?.value ?? field.name.value);
  if (value === null) return 0;
  if (type.name.endsWith('Connection')) return costOfConnection(costing, type, field, value);
  const own = free.has(type.name) || type.name.endsWith('Edge') ? 0 : 1;
  const set = field.selectionSet;
  return itemsOf(value).reduce<number>((sum, item) => sum + own + costOfSelection(costing, type, set, item), 0);
}

function costOfConnection(costing: Costing, type: GraphQLObjectType, field: FieldNode, value: unknown): number {
  const items = field.selectionSet && fieldsOf(costing, field.selectionSet).filter(isItems);
  const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  const count = value === undefined && first ? numberOf(costing, first) : 1;
  return (items ?? []).reduce((sum, item) => sum + count * costOfField(costing, type, item, value), 2);
}

const isItems = ({ name }: FieldNode) => name.value === 'nodes' || name.value === 'edges';

function fieldsOf({ document }: Costing, { selections }: SelectionSetNode): FieldNode[] {
  const flatten = (selection: SelectionNode): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet.selections.flatMap(flatten);
    return document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value)
      .flatMap((node) => ('selectionSet' in node ? (node.selectionSet?.selections ?? []) : []))
      .flatMap(flatten);
  };
  return selections.flatMap(flatten);
}

function numberOf({ schema, variables }: Costing, node: ValueNode): number {
  const int = schema.getType('Int');
  return isLeafType(int) ? Number(valueFromAST(node, int, variables) ?? 0) : 0;
}

/** A list costs per item; one that is not known yet, or is no list, costs once. */
function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function memberOf(data: unknown, key: string): unknown {
  if (typeof data !== 'object' || data === null) return null;
  return Object.entries(data).find(([name]) => name === key)?.[1] ?? null;
}

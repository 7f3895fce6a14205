import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import {
  getNamedType,
  GraphQLID,
  GraphQLString,
  isObjectType,
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isObject, type JsonObject } from '../engine/result.ts';

/** How a subscription's source is asked for: with `after`, when its field has a cursor, so that it can go on after a lost connection. */
export type Source = {
  /** Of the subscription type. */
  fieldName: string;
  query: string;
  operationName: string | undefined;
  isResumable: boolean;
  /** The cursor behind which the client asked to begin. */
  after(client: JsonObject): string | null;
  /** The client's variable that carries that cursor and nothing else of the source; null: none does. */
  afterName: string | null;
  /** The variables for a (re)start behind `cursor`; null: as a subscription without a cursor begins. */
  variables(client: JsonObject, cursor: string | null): JsonObject;
  /** Takes the cursor out of an event's data. */
  takeCursor(data: JsonObject): string | null;
};

const afterVariable = 'conea_after';
const cursorAlias = 'conea_cursor';

/** Compiles the source of a subscription: `after` becomes a variable of the router's own and `cursor` is selected beside the client's fields. */
export function compileSource(schema: GraphQLSchema, node: FetchNode): Source {
  const plain = (client: JsonObject) =>
    Object.fromEntries(
      (node.variableUsages ?? []).flatMap((name) => (client[name] === undefined ? [] : [[name, client[name]]])),
    );
  const document = parse(node.operation, { noLocation: true });
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const field = operation?.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  const common = { fieldName: field?.name.value ?? '', operationName: node.operationName };
  const cursorType = field && findCursorType(schema, field.name.value);
  if (!operation || !field || !cursorType) {
    const none = () => null;
    const fixed = { after: none, afterName: null, takeCursor: none };
    return { ...common, ...fixed, query: node.operation, isResumable: false, variables: plain };
  }
  const key = field.alias?.value ?? field.name.value;
  const asked = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  const { rewritten, used } = rewrite(document, operation, field, cursorType);
  return {
    ...common,
    query: print(rewritten),
    isResumable: true,
    after: (client) => {
      const after = asked ? valueFromASTUntyped(asked, client) : null;
      return typeof after === 'string' ? after : null;
    },
    afterName: asked?.kind === Kind.VARIABLE && !used.has(asked.name.value) ? asked.name.value : null,
    variables: (client, cursor) => ({
      ...Object.fromEntries(Object.entries(plain(client)).filter(([name]) => used.has(name))),
      [afterVariable]: cursor,
    }),
    takeCursor: (data) => {
      const payload = data[key];
      if (!isObject(payload)) return null;
      const cursor = payload[cursorAlias];
      delete payload[cursorAlias];
      return typeof cursor === 'string' ? cursor : null;
    },
  };
}

/** The name of the type of `after`, for a field whose payload has a cursor. */
function findCursorType(schema: GraphQLSchema, fieldName: string): string | null {
  const field = schema.getSubscriptionType()?.getFields()[fieldName];
  const payload = field && getNamedType(field.type);
  const after = field?.args.find(({ name }) => name === 'after')?.type;
  const isText = after === GraphQLString || after === GraphQLID;
  return isText && isObjectType(payload) && payload.getFields()['cursor'] ? after.name : null;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

function rewrite(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  cursorType: string,
): { rewritten: DocumentNode; used: ReadonlySet<string> } {
  const variable = { kind: Kind.VARIABLE, name: nameNode(afterVariable) } as const;
  const others = (field.arguments ?? []).filter(({ name }) => name.value !== 'after');
  const cursor: FieldNode = { kind: Kind.FIELD, alias: nameNode(cursorAlias), name: nameNode('cursor') };
  const resumableField: FieldNode = {
    ...field,
    arguments: [...others, { kind: Kind.ARGUMENT, name: nameNode('after'), value: variable }],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(field.selectionSet?.selections ?? []), cursor] },
  };
  const type = { kind: Kind.NAMED_TYPE, name: nameNode(cursorType) } as const;
  const used = usedVariables(resumableField);
  const kept = (operation.variableDefinitions ?? []).filter((definition) => used.has(definition.variable.name.value));
  const resumable: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...kept, { kind: Kind.VARIABLE_DEFINITION, variable, type }],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [resumableField] },
  };
  const definitions = document.definitions.map((node) => (node === operation ? resumable : node));
  return { rewritten: { ...document, definitions }, used };
}

function usedVariables(field: FieldNode): Set<string> {
  const names = new Set<string>();
  visit(field, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

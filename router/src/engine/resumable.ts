import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import {
  getNamedType,
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
import { isObject, type JsonObject } from './result.ts';

/** How a subscription's source is asked for: with `after`, when its field has a cursor, so that it can go on after a lost connection. */
export type Source = {
  query: string;
  operationName: string | undefined;
  isResumable: boolean;
  /** The variables for a (re)start behind `cursor`; null: as the client asked. */
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
  const common = { operationName: node.operationName };
  if (!operation || !field || !hasCursor(schema, field.name.value)) {
    return { ...common, query: node.operation, isResumable: false, variables: plain, takeCursor: () => null };
  }
  const key = field.alias?.value ?? field.name.value;
  const asked = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  return {
    ...common,
    query: print(rewrite(document, operation, field)),
    isResumable: true,
    variables: (client, cursor) => ({
      ...plain(client),
      [afterVariable]: cursor ?? (asked ? valueFromASTUntyped(asked, client) : null) ?? null,
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

function hasCursor(schema: GraphQLSchema, fieldName: string): boolean {
  const field = schema.getSubscriptionType()?.getFields()[fieldName];
  const payload = field && getNamedType(field.type);
  return Boolean(
    field?.args.some(({ name }) => name === 'after') && isObjectType(payload) && payload.getFields()['cursor'],
  );
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

function rewrite(document: DocumentNode, operation: OperationDefinitionNode, field: FieldNode): DocumentNode {
  const variable = { kind: Kind.VARIABLE, name: nameNode(afterVariable) } as const;
  const others = (field.arguments ?? []).filter(({ name }) => name.value !== 'after');
  const cursor: FieldNode = { kind: Kind.FIELD, alias: nameNode(cursorAlias), name: nameNode('cursor') };
  const rewritten: FieldNode = {
    ...field,
    arguments: [...others, { kind: Kind.ARGUMENT, name: nameNode('after'), value: variable }],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(field.selectionSet?.selections ?? []), cursor] },
  };
  const type = { kind: Kind.NAMED_TYPE, name: nameNode('String') } as const;
  const used = usedVariables(rewritten);
  const kept = (operation.variableDefinitions ?? []).filter((definition) => used.has(definition.variable.name.value));
  const resumable: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...kept, { kind: Kind.VARIABLE_DEFINITION, variable, type }],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [rewritten] },
  };
  return { ...document, definitions: document.definitions.map((node) => (node === operation ? resumable : node)) };
}

function usedVariables(field: FieldNode): Set<string> {
  const names = new Set<string>();
  visit(field, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

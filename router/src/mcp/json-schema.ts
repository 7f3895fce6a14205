import type { JSONObject } from '@modelcontextprotocol/server';
import { isEnumType, type GraphQLEnumType, type GraphQLScalarType } from 'graphql';

/** Draft 2020-12. */
export type JsonSchema = JSONObject;

const scalars: ReadonlyMap<string, string> = new Map([
  ['Int', 'integer'],
  ['Float', 'number'],
  ['Boolean', 'boolean'],
  ['String', 'string'],
  ['ID', 'string'],
]);

/** The schema of a value without fields. A scalar of the graph's own can be anything, null among it. */
export function leafSchema(type: GraphQLScalarType | GraphQLEnumType): JsonSchema {
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  const known = scalars.get(type.name);
  return known === undefined ? { title: type.name, ...described(type.description) } : { type: known };
}

export function nullable(schema: JsonSchema): JsonSchema {
  const isAnything = schema['type'] === undefined && schema['$ref'] === undefined && schema['anyOf'] === undefined;
  return isAnything ? schema : { anyOf: [schema, { type: 'null' }] };
}

export const described = (description: string | null | undefined) => (description ? { description } : {});

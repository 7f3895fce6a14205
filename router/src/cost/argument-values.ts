import { valueFromASTUntyped, type FieldNode, type GraphQLField } from 'graphql';
import type { JsonObject } from '../engine/result.ts';

/** The values of a field's arguments, defaults included. */
export function argumentValues(
  field: FieldNode,
  { args }: GraphQLField<unknown, unknown>,
  variables: JsonObject,
): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const { name, defaultValue } of args) {
    const node = field.arguments?.find((argument) => argument.name.value === name)?.value;
    const value = node && valueFromASTUntyped(node, variables);
    values.set(name, value === undefined ? defaultValue : value);
  }
  return values;
}

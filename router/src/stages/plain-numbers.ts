import {
  getNamedType,
  GraphQLID,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { isLongNumber } from '../engine/long-numbers.ts';
import { isObject, type JsonObject } from '../engine/result.ts';

/** Variables with each long number as a number, or as the text of an `ID`, where its type is one of GraphQL's own. */
export function withPlainNumbers(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: JsonObject,
): JsonObject {
  const plain = { ...variables };
  for (const { variable, type: node } of definitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    if (isInputType(type) && Object.hasOwn(variables, name)) plain[name] = toPlain(variables[name], type);
  }
  return plain;
}

function toPlain(value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return toPlain(value, type.ofType);
  if (isListType(type) && Array.isArray(value)) return value.map((item) => toPlain(item, type.ofType));
  const named = getNamedType(type);
  if (isLongNumber(value)) {
    if (isScalarType(named) && !isSpecifiedScalarType(named)) return value;
    return named === GraphQLID && /^-?\d+$/.test(value.rawJSON) ? value.rawJSON : Number(value.rawJSON);
  }
  if (!isInputObjectType(named) || !isObject(value)) return value;
  const fields = named.getFields();
  const members = Object.entries(value).map(([key, member]) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return [key, field ? toPlain(member, field.type) : member];
  });
  return Object.fromEntries(members);
}

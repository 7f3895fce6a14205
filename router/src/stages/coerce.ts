import { ClientError } from '@conea/platform';
import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { JsonObject } from '../engine/result.ts';

const maxErrors = 20;

/**
 * Checks variables against their types and fills in the defaults. What is sent on are the values as the client wrote them: an enum
 * value or a custom scalar keeps its external form. Throws BAD_USER_INPUT.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: JsonObject,
): JsonObject {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors });
  if (errors) throw new ClientError('BAD_USER_INPUT', errors.map(({ message }) => message).join(' '));
  const names = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  return Object.fromEntries(
    names.flatMap((name) => (coerced?.[name] === undefined ? [] : [[name, variables[name] ?? coerced[name]]])),
  );
}

import { ClientError } from '@conea/platform';
import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { JsonObject } from '../engine/result.ts';
import { withPlainNumbers } from './plain-numbers.ts';

const maxErrors = 20;

/**
 * Checks variables against their types and fills in the defaults, also those inside input objects. The schema that clients see leaves
 * custom scalars and enum values as they are written, so the result is what a subgraph expects. Throws BAD_USER_INPUT.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: JsonObject,
  hideSuggestions: boolean,
): JsonObject {
  const definitions = operation.variableDefinitions ?? [];
  const coerce = (values: JsonObject) => getVariableValues(schema, definitions, values, { maxErrors, hideSuggestions });
  const { coerced } = coerce(variables);
  if (coerced) return coerced;
  // Only scalars of the schema take long numbers as they are.
  const result = coerce(withPlainNumbers(schema, definitions, variables));
  if (result.coerced) return result.coerced;
  throw new ClientError('BAD_USER_INPUT', result.errors.map(({ message }) => message).join(' '));
}

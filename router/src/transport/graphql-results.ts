import {
  GraphQLError,
  Kind,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import type { ExecutionResult as RouterResult } from '../engine/result.ts';
import type { Running } from './running.ts';

/** What graphql-ws needs to tell a subscription from the rest; a document of its own stands for each operation. */
export function argumentsFor(schema: GraphQLSchema, operation: OperationTypeNode): ExecutionArgs {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [] } as const;
  return {
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [{ kind: Kind.OPERATION_DEFINITION, operation, selectionSet }] },
  };
}

/** The results of an operation in the types of graphql-js. */
export function toGraphQLResults({ results, end }: Running): AsyncIterableIterator<ExecutionResult, void, undefined> {
  const over = { done: true, value: undefined } as const;
  const converted: AsyncIterableIterator<ExecutionResult, void, undefined> = {
    [Symbol.asyncIterator]: () => converted,
    next: async () => {
      const result = await results.next();
      return result.done ? over : { done: false, value: toExecutionResult(result.value) };
    },
    return: async () => {
      end();
      return over;
    },
  };
  return converted;
}

export function toGraphQLError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

function toExecutionResult({ errors, cursor: _, ...rest }: RouterResult): ExecutionResult {
  return { ...rest, ...(errors && { errors: errors.map(toGraphQLError) }) };
}

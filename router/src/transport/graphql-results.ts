import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import type { ExecutionResult as RouterResult } from '../engine/result.ts';
import { over, type Running } from '../engine/running.ts';
import { withMarks } from './json-marks.ts';

const documentOf = (operation: OperationTypeNode) => {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [] } as const;
  return { kind: Kind.DOCUMENT, definitions: [{ kind: Kind.OPERATION_DEFINITION, operation, selectionSet }] } as const;
};
/** The documents by which graphql-ws tells a subscription from the rest. */
export const documents = {
  query: documentOf(OperationTypeNode.QUERY),
  mutation: documentOf(OperationTypeNode.MUTATION),
  subscription: documentOf(OperationTypeNode.SUBSCRIPTION),
} as const satisfies Record<OperationTypeNode, DocumentNode>;

/** The results of an operation in the types of graphql-js, with marks for what is written down already. */
export function toGraphQLResults({ next, end }: Running): AsyncIterableIterator<ExecutionResult, void, undefined> {
  const converted: AsyncIterableIterator<ExecutionResult, void, undefined> = {
    [Symbol.asyncIterator]: () => converted,
    next: () => next().then(convert),
    return: async () => {
      end();
      return over;
    },
  };
  return converted;
}

function convert(result: IteratorResult<RouterResult, void>): IteratorResult<ExecutionResult, void> {
  return result.done ? over : { done: false, value: toExecutionResult(result.value) };
}

export function toGraphQLError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

function toExecutionResult({ errors, cursor: _, ...rest }: RouterResult): ExecutionResult {
  const { data } = rest;
  return { ...rest, ...(data && { data: withMarks(data) }), ...(errors && { errors: errors.map(toGraphQLError) }) };
}

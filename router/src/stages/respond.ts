import { ClientError, createErrorMask, type Logger } from '@conea/platform';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ExecutionResult } from '../engine/result.ts';
import { RequestRefused } from '../pipeline.ts';
import { RetryLater } from './retry-later.ts';
import { Unauthenticated } from './unauthenticated.ts';

/** An answer ready to be sent: `status` is the one for `application/graphql-response+json`. */
export type Answer = {
  status: number;
  isRequestError: boolean;
  headers: Readonly<Record<string, string | string[]>>;
  result: ExecutionResult;
};

/** Makes the answer to whatever a request ended with. What is not meant for clients is logged and masked. */
export function createRespond(log: Logger) {
  const mask = createErrorMask(log);
  const format = (error: unknown): GraphQLFormattedError => {
    const graphqlError =
      error instanceof GraphQLError
        ? error
        : new GraphQLError('Internal server error', {
            originalError: error instanceof Error ? error : new Error('unknown failure'),
          });
    const { extensions, ...formatted } = mask(graphqlError.toJSON(), graphqlError);
    const { status: _status, ...visible } = extensions ?? {};
    return { ...formatted, extensions: visible };
  };
  return {
    success: (result: ExecutionResult, headers: Answer['headers'] = {}): Answer => ({
      ...{ status: 200, isRequestError: false },
      headers,
      result,
    }),
    failure: (error: unknown): Answer => {
      const errors = error instanceof RequestRefused ? error.errors : [error];
      return {
        status: statusOf(errors[0]),
        isRequestError: errors.some(hasOwnStatus),
        headers: error instanceof RetryLater || error instanceof Unauthenticated ? error.headers : {},
        result: { errors: errors.map(format) },
      };
    },
    format,
  };
}

export type Respond = ReturnType<typeof createRespond>;

/** Errors of the transport or of authentication have their status in every media type. */
function hasOwnStatus(error: unknown): boolean {
  return !(error instanceof GraphQLError) || error.extensions['status'] !== undefined;
}

function statusOf(error: unknown): number {
  if (!(error instanceof GraphQLError)) return 500;
  const { status } = error.extensions;
  return error instanceof ClientError && typeof status === 'number' ? status : 400;
}

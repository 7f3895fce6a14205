import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { isObject, type JsonObject } from '../engine/result.ts';

const pathShape = z.array(z.union([z.string(), z.number()]));
const unexpected = 'INTERNAL_SERVER_ERROR';

/** What a subgraph says of a request that only the router can have made wrong. */
const ofTheRouter = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * An error of a subgraph as clients see it. Its message passes only with a code that says it is meant for them, and without names that the
 * client may not know of: a subgraph's schema has more than the one that is served.
 */
export function readError(service: string, error: unknown): GraphQLFormattedError {
  const { message, path, extensions } = isObject(error) ? error : {};
  const parsedPath = pathShape.safeParse(path);
  const sent = isObject(extensions) && typeof extensions['code'] === 'string' ? extensions['code'] : unexpected;
  const code = ofTheRouter.has(sent) ? unexpected : sent;
  const isForClients = code !== unexpected && typeof message === 'string';
  return {
    message: isForClients ? withoutHints(message) : 'Unexpected error',
    ...(parsedPath.success && { path: parsedPath.data }),
    extensions: { ...(isForClients && isObject(extensions) && withoutStack(extensions)), code, service },
  };
}

function withoutHints(message: string): string {
  return message.replaceAll(/ ?did you mean\b[^?]*\??/gi, '');
}

function withoutStack(extensions: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(extensions).filter(([key]) => key !== 'stacktrace' && key !== 'exception'));
}

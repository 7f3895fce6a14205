import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { sqlState } from './database.ts';
import type { Logger } from './log.ts';

/** The only error whose message reaches a client. `code` is a SCREAMING_SNAKE name of the documented list. */
export class ClientError extends GraphQLError {
  constructor(code: string, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { ...extensions, code } });
    this.name = 'ClientError';
  }
}

/** The error of a caller that is not signed in. */
export const unauthenticated = () => new ClientError('UNAUTHENTICATED', 'Sign in first.');

/** The error of a caller that may not do this. */
export const forbidden = () => new ClientError('FORBIDDEN', 'You may not do this.');

const protocolCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'INTROSPECTION_DISABLED',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

// Postgres stores no NUL, in text (22021) or in JSON (22P05): it came from the client, whatever field it was in.
const nulStates = new Set(['22021', '22P05']);

/** Leaves what a client may see as it is; anything else is logged once, here, and masked. */
export function createErrorMask(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrap(error);
    const { message, locations, path, extensions } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    if (original instanceof ClientError) return { message, ...place, extensions: { ...original.extensions } };
    const code = extensions?.['code'];
    const isProtocolError = typeof code === 'string' && protocolCodes.has(code);
    if (isProtocolError) return { message, ...place, extensions: { code } };
    if (original instanceof GraphQLError && original.originalError === undefined && path === undefined) {
      return { message, ...place, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    }
    if (nulStates.has(sqlState(original))) {
      return { message: 'Text may not contain NUL.', ...place, extensions: { code: 'BAD_USER_INPUT' } };
    }
    log.error({ err: original, path }, 'resolver failed');
    return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}

function unwrap(error: unknown): unknown {
  if (error instanceof ClientError) return error;
  if (error instanceof GraphQLError && error.originalError) return unwrap(error.originalError);
  return error;
}

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

/** Postgres stores neither NUL (22021 in text, 22P05 in JSON) nor half of a surrogate pair (22P02): it came from the client. */
function isUnstorableText(error: unknown): boolean {
  const state = sqlState(error);
  if (state === '22021' || state === '22P05') return true;
  return state === '22P02' && error instanceof Error && 'detail' in error && /surrogate/.test(String(error.detail));
}

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
    if (isUnstorableText(original)) {
      const message = 'Text may contain neither NUL nor half of a surrogate pair.';
      return { message, ...place, extensions: { code: 'BAD_USER_INPUT' } };
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

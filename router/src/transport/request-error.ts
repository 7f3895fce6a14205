import { ClientError } from '@conea/platform';

const causes = new Map<unknown, { code: string; message: string }>([
  [400, { code: 'BAD_REQUEST', message: 'The body is not valid JSON.' }],
  [408, { code: 'REQUEST_TIMEOUT', message: 'The request did not arrive in time.' }],
  [413, { code: 'PAYLOAD_TOO_LARGE', message: 'The request is too large.' }],
  [415, { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send application/json.' }],
]);

/** What the HTTP server refused before GraphQL saw it, as an error for the client; anything else as it is. */
export function toRequestError(error: unknown): unknown {
  if (error instanceof ClientError || typeof error !== 'object' || error === null || !('statusCode' in error))
    return error;
  const { statusCode: status } = error;
  const cause = causes.get(status);
  return cause ? new ClientError(cause.code, cause.message, { status }) : error;
}

export const methodNotAllowed = (message: string) => new ClientError('METHOD_NOT_ALLOWED', message, { status: 405 });

export const notAcceptable = (types: readonly string[]) =>
  new ClientError('NOT_ACCEPTABLE', `Accept one of ${types.join(', ')}.`, { status: 406 });

/** A subscription for a client that takes no stream. */
export const streamNotAccepted = () =>
  new ClientError(
    'SUBSCRIPTION_BAD_HEADER',
    'Subscribe with `Accept: text/event-stream`, with `Accept: multipart/mixed;subscriptionSpec=1.0`, or over graphql-transport-ws.',
    { status: 406 },
  );

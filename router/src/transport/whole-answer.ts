import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { TransportsConfig } from '../config/transports.ts';
import type { Answer } from '../stages/respond.ts';
import { isStreamType, jsonType, type MediaType } from './accept.ts';
import { serializeOnce } from './serialize.ts';
import { etagOf, isKnown } from './validators.ts';

/** Sends an answer in one piece; to a client that takes only streams, as JSON. */
export type SendWhole = (reply: FastifyReply, type: MediaType, answer: Answer) => FastifyReply;

type StatusCodes = TransportsConfig['status_codes'];

export function createSendWhole(
  { status_codes: codes, write_timeout: writeTimeout }: TransportsConfig,
  onErrors: (errors: readonly GraphQLFormattedError[], request: FastifyRequest) => void,
): SendWhole {
  return (reply, accepted, answer) => {
    const type = isStreamType(accepted) ? jsonType : accepted;
    const status = statusOf(answer, type, codes);
    if (answer.result.errors) onErrors(answer.result.errors, reply.request);
    if (status === 405) reply.header('allow', reply.request.method === 'GET' ? 'POST' : 'GET, POST');
    // Node ends the connection of a client that takes nothing for so long.
    reply.raw.setTimeout(writeTimeout);
    reply.code(status).headers({ ...answer.headers, 'content-type': `${type}; charset=utf-8` });
    const body = serializeOnce(answer.result);
    // A POST is not held, so nothing is asked about it again.
    if (reply.request.method === 'POST' || answer.headers['cache-control'] === undefined) return reply.send(body);
    const etag = etagOf(body);
    reply.header('etag', etag);
    return isKnown(reply.request, etag) ? reply.code(304).send() : reply.send(body);
  };
}

/** Errors of an operation that is well-formed. */
const invalidOperation = new Set<unknown>([
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** An intermediary may answer `application/json` too, so GraphQL's own answers in it are always 200. */
function statusOf({ status, isRequestError, result }: Answer, type: MediaType, codes: StatusCodes): number {
  if (isRequestError) return status;
  if (type === jsonType) return 200;
  const { data, errors = [] } = result;
  if (status === 400 && errors.some(({ extensions }) => invalidOperation.has(extensions?.['code'])))
    return codes.invalid_operation;
  return status === 200 && data && errors.length > 0 ? codes.partial_success : status;
}

import { ClientError, type Caller } from '@conea/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pipeline } from '../pipeline.ts';
import { invalidCredentials, type Identify } from '../stages/identify.ts';
import { badRequest, receive } from '../stages/receive.ts';
import type { Answer, Respond } from '../stages/respond.ts';
import { jsonType, negotiate, responseType } from './media-type.ts';

export type HttpOptions = {
  pipeline: Pipeline;
  identify: Identify;
  respond: Respond;
  path: string;
  apiKeyHeader: string;
};

const preflightHeaders = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** GraphQL over HTTP: `POST` with JSON and `GET` for queries. */
export function serveHttp(app: FastifyInstance, options: HttpOptions): void {
  const { pipeline, identify, respond, path, apiKeyHeader } = options;
  const answer = async (request: FastifyRequest, reply: FastifyReply, read: () => unknown): Promise<Answer> => {
    try {
      const graphqlRequest = receive(read());
      const caller = await createCaller(request, identify, apiKeyHeader);
      const planned = await pipeline.plan(graphqlRequest, caller);
      if (planned.kind === 'subscription')
        throw badRequest('SUBSCRIPTION_NEEDS_WEBSOCKET', 'Subscribe over graphql-transport-ws.');
      if (request.method === 'GET' && planned.kind === 'mutation') throw mutationByGet();
      return respond.success(await pipeline.execute(planned, caller, signalOf(reply)), planned.charge?.headers);
    } catch (error) {
      return respond.failure(error);
    }
  };
  const handle = async (request: FastifyRequest, reply: FastifyReply, read: () => unknown) => {
    const mediaType = negotiate(request.headers.accept);
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    if (mediaType === null)
      return reply.code(406).send({ errors: [{ message: `Accept ${responseType} or ${jsonType}.` }] });
    const { status, isRequestError, headers, result } = await answer(request, reply, read);
    reply.headers(headers);
    if (status === 405) reply.header('allow', 'POST');
    reply.code(mediaType === responseType || isRequestError ? status : 200);
    return reply.header('content-type', `${mediaType}; charset=utf-8`).send(JSON.stringify(result));
  };
  app.post(path, (request, reply) => handle(request, reply, () => request.body));
  app.get(path, (request, reply) => handle(request, reply, () => readParameters(request)));
}

/** A header that a foreign page cannot set shows that no browser was tricked into this request. */
function readParameters({ headers, query }: FastifyRequest): unknown {
  if (preflightHeaders.some((name) => headers[name] !== undefined)) return parseParameters(query);
  throw badRequest(
    'CSRF_PREVENTION_FAILED',
    `Send one of the headers ${preflightHeaders.join(', ')} with a GET request.`,
  );
}

/** The caller of a request; identity headers that a client sends mean nothing. */
async function createCaller(request: FastifyRequest, identify: Identify, apiKeyHeader: string): Promise<Caller> {
  const user = await identify({
    authorization: onlyHeader(request, 'authorization'),
    apiKey: onlyHeader(request, apiKeyHeader),
  });
  return {
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
    user,
  };
}

function onlyHeader({ raw, headers }: FastifyRequest, wanted: string): string | undefined {
  const isRepeated = raw.rawHeaders.filter((name) => name.toLowerCase() === wanted).length > 1;
  const value = headers[wanted];
  if (isRepeated || Array.isArray(value)) throw invalidCredentials();
  return value;
}

const mutationByGet = () => new ClientError('BAD_REQUEST', 'Send mutations by POST.', { status: 405 });

function parseParameters(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return {};
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, parseParameter(name, value)]));
}

function parseParameter(name: string, value: unknown): unknown {
  if ((name !== 'variables' && name !== 'extensions') || typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}

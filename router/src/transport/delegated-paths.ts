import { ClientError, type Caller } from '@conea/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createSubgraphQuestion } from '../authentication/subgraph-question.ts';
import type { DelegatedPathsConfig } from '../config/delegated-paths.ts';
import type { Respond } from '../stages/respond.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import type { Admission } from './admission.ts';
import { badRequest } from '../stages/receive.ts';
import { toRequestError } from './request-error.ts';

export type DelegatedPathsOptions = {
  config: DelegatedPathsConfig;
  targetsNow: () => readonly SubgraphTarget[];
  respond: Respond;
  admission: Admission;
};

const maxAnswer = 1_048_576;
/** What an answer may say beside its body. */
const headerNames = [
  ...['allow', 'cache-control', 'content-security-policy', 'content-type', 'location', 'pragma', 'referrer-policy'],
  ...['retry-after', 'www-authenticate', 'x-content-type-options', 'x-frame-options'],
] as const;
const headers = z.partialRecord(z.enum(headerNames), z.string().max(16_384));
const answer = z.object({
  status: z.int().min(200).max(599),
  headers,
  body: z.string().max(maxAnswer),
});

/**
 * Leaves paths beside GraphQL to a subgraph. What it is asked is signed like everything else, so that it knows who asks; it gets neither
 * cookies nor anything else of a request but what is named here, and clients get of its answer no header but those above.
 */
export async function serveDelegatedPaths(app: FastifyInstance, options: DelegatedPathsOptions): Promise<void> {
  const { config, targetsNow, respond, admission } = options;
  const target = () => targetsNow().find(({ name }) => name === config.subgraph);
  if (config.paths.length === 0 || !target()) return;
  const { path, timeout } = config;
  const ask = createSubgraphQuestion({ target, path, timeout, purpose: 'delegated-path' });
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: config.max_body_bytes }, (_, body, done) =>
      done(null, body),
    );
    scope.addHook('onRequest', admission.onRequest);
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' });
    });
    scope.setErrorHandler((error, _, reply) => {
      const { status, headers: told, result } = respond.failure(toRequestError(error));
      return reply.code(status).headers(told).send(result);
    });
    const handle = async (request: FastifyRequest, reply: FastifyReply) => {
      const asked = ask(questionOf(request), callerOf(request)).then((value) => answer.parse(value));
      const {
        status,
        headers: told,
        body,
      } = await asked.catch((cause: unknown) => {
        throw Object.assign(unavailable(), { cause });
      });
      return reply.code(status).headers(told).send(body);
    };
    for (const url of config.paths)
      scope.route({ method: ['GET', 'POST'], url, exposeHeadRoute: false, handler: handle });
  });
}

function questionOf({ method, url, headers: sent, body, raw }: FastifyRequest) {
  const [path = '', ...query] = url.split('?');
  if (raw.rawHeaders.filter((name) => name.toLowerCase() === 'authorization').length > 1)
    throw badRequest('BAD_REQUEST', 'One `Authorization` is enough.');
  return {
    ...{ method, path, query: query.join('?'), body: z.string().catch('').parse(body) },
    ...{ authorization: sent.authorization ?? null, contentType: sent['content-type'] ?? null },
  };
}

function callerOf(request: FastifyRequest): Caller {
  const userAgent = request.headers['user-agent']?.slice(0, 512) ?? null;
  return { requestId: request.id, ip: request.ip, userAgent, user: null };
}

const unavailable = () =>
  new ClientError('SERVICE_UNAVAILABLE', 'This cannot be answered now. Try again.', { status: 503 });

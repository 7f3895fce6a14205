import { ClientError } from '@conea/platform';
import type { FastifyInstance } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import { badRequest } from '../stages/receive.ts';
import type { Respond } from '../stages/respond.ts';
import { toRequestError } from '../transport/request-error.ts';
import { invalidationRequests } from './invalidation-request.ts';
import type { ResponseCache } from './response-cache.ts';

export type InvalidationEndpointOptions = {
  config: ResponseCacheConfig['invalidation'];
  /** Comma separated: two are good while they rotate. */
  sharedKey(): string;
  invalidate: ResponseCache['invalidate'];
  respond: Respond;
};

/** `POST` with what is no longer true, for whoever has the key; answers how much this router dropped from memory. */
export async function serveInvalidation(
  app: FastifyInstance,
  { config, sharedKey, invalidate, respond }: InvalidationEndpointOptions,
): Promise<void> {
  if (!config.enabled) return;
  const body = invalidationRequests(config.max_items);
  await app.register(async (scope) => {
    scope.setErrorHandler((error, _, reply) => {
      const { status, result } = respond.failure(toRequestError(error));
      return reply.code(status).send(result);
    });
    scope.addHook('onRequest', async ({ headers }, reply) => {
      reply.header('cache-control', 'no-store');
      if (!isOneOf(sharedKey(), headers.authorization ?? ''))
        throw new ClientError('UNAUTHENTICATED', 'Send the shared key as `Authorization`.', { status: 401 });
    });
    scope.post(config.path, { bodyLimit: config.max_body_bytes }, async (request, reply) => {
      const requests = body.safeParse(request.body);
      if (!requests.success) throw badRequest('BAD_REQUEST', z.prettifyError(requests.error));
      return reply.code(202).send({ count: await invalidate(requests.data) });
    });
  });
}

/** Takes the same time whatever was sent. */
function isOneOf(keys: string, sent: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const given = digest(sent);
  return keys.split(',').filter((key) => timingSafeEqual(digest(key.trim()), given)).length > 0;
}

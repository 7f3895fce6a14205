import type { Lifecycle, Logger } from '@conea/platform';
import fastify from 'fastify';
import { z } from 'zod';
import type { Verdict } from '../domain/webhook.ts';
import type { Receive } from './receive.ts';

/** What a store is told: nothing but whether to send it again. */
const statusOf: Record<Verdict, number> = {
  accepted: 200,
  duplicate: 200,
  malformed: 400,
  bad_signature: 401,
  wrong_shop: 401,
  unknown_integration: 404,
};

const params = z.object({ integrationId: z.string().max(64) });

export type ListenerOptions = { host: string; port: number; receive: Receive; lifecycle: Lifecycle; log: Logger };

/** Serves `POST /webhooks/shopify/:integrationId` to the outside, on a port of its own. Returns its URL. */
export async function serveWebhooks({
  host,
  port,
  receive,
  lifecycle,
  log,
}: ListenerOptions): Promise<{ url: string }> {
  const app = fastify({ bodyLimit: 2 * 1024 * 1024, requestTimeout: 10_000, forceCloseConnections: 'idle' });
  app.removeAllContentTypeParsers();
  // The signature is over the bytes as they came: nothing parses them before it is checked.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.get('/health', () => ({ status: 'UP' }));
  app.post('/webhooks/shopify/:integrationId', async (request, reply) => {
    const { integrationId } = params.parse(request.params);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = await receive({ integrationId, headers: request.headers, body });
    return reply.code(statusOf[verdict]).send();
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof z.ZodError) return reply.code(404).send();
    const status = hasStatus(error) && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) log.error({ err: error }, 'notification could not be taken in');
    return reply.code(status).send();
  });
  const url = await app.listen({ host, port });
  lifecycle.onStop('webhook listener', () => app.close());
  log.info({ url }, 'listening for notifications');
  return { url };
}

function hasStatus(error: unknown): error is { statusCode: number } {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

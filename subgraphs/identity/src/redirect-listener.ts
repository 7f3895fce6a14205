import type { Lifecycle, Logger } from '@conea/platform';
import fastify, { type FastifyInstance } from 'fastify';

export type RedirectListenerOptions = {
  host: string;
  port: number;
  /** Proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  routes(app: FastifyInstance): void;
  lifecycle: Pick<Lifecycle, 'onStop'>;
  log: Logger;
};

/** Serves the redirects to the outside, on a port of its own: nothing else of this server is reached there. Returns its URL. */
export async function serveRedirects(options: RedirectListenerOptions): Promise<{ url: string }> {
  const { host, port, trustedProxies, routes, lifecycle, log } = options;
  const app = fastify({
    ...{ bodyLimit: 1_024, requestTimeout: 10_000, forceCloseConnections: 'idle', exposeHeadRoutes: false },
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  });
  app.removeAllContentTypeParsers();
  app.get('/health', () => ({ status: 'UP' }));
  routes(app);
  app.setErrorHandler((error, _request, reply) => {
    // The address of the request has secrets in it: it is not logged.
    log.error({ err: error }, 'sign-in redirect failed');
    return reply.code(500).type('text/plain; charset=utf-8').send('server_error: Try again.\n');
  });
  const url = await app.listen({ host, port });
  lifecycle.onStop('redirect listener', () => app.close());
  log.info({ url }, 'listening for sign-in redirects');
  return { url };
}

import type { FastifyInstance } from 'fastify';

const allowedHeaders = [
  ...['authorization', 'content-type', 'last-event-id', 'x-request-id'],
  // Of pages that trace what they do.
  ...['traceparent', 'tracestate', 'baggage'],
  ...[
    'apollo-require-preflight',
    'apollo-expose-query-plan',
    'x-apollo-operation-name',
    'apollographql-client-name',
    'apollographql-client-version',
  ],
];
const exposedHeaders = ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'www-authenticate'];

export type CorsOptions = {
  origins: readonly string[];
  apiKeyHeader: string;
  /** What else of an answer pages may read. */
  exposed: readonly string[];
};

/** Lets pages of these origins call; everybody else's browser refuses to. */
export function serveCors(app: FastifyInstance, { origins, apiKeyHeader, exposed: others }: CorsOptions): void {
  const allowed = [...allowedHeaders, apiKeyHeader].join(', ');
  const exposed = [...exposedHeaders, ...others].join(', ');
  app.addHook('onRequest', ({ method, headers }, reply, done) => {
    const { origin } = headers;
    reply.header('vary', 'Origin');
    if (origin === undefined || !origins.includes(origin)) return done();
    reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', exposed);
    if (method !== 'OPTIONS') return done();
    reply.header('access-control-allow-methods', 'GET, POST').header('access-control-allow-headers', allowed);
    return reply.header('access-control-max-age', '600').code(204).send();
  });
  app.options('*', (_, reply) => reply.code(204).send());
}

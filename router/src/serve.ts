import { createMetrics, newId, serveHealth, serveMetrics, type Lifecycle, type Logger } from '@conea/platform';
import fastify from 'fastify';
import { createEngine } from './engine/engine.ts';
import { createSubscribe } from './engine/subscribe.ts';
import { serveExplorer } from './explorer/explorer.ts';
import { createJwks } from './jwks.ts';
import { createPipeline } from './pipeline.ts';
import { createIdentify } from './stages/identify.ts';
import { createDocumentCache } from './stages/load.ts';
import { createRespond } from './stages/respond.ts';
import { createSubgraphs, type SubgraphTarget } from './subgraphs.ts';
import type { Supergraph } from './supergraph.ts';
import { serveCors } from './transport/cors.ts';
import { serveHttp } from './transport/http.ts';
import { serveWebSocket } from './transport/websocket.ts';
import { createUpstream } from './upstream.ts';

export type RouterOptions = {
  supergraph: Supergraph;
  targets: readonly SubgraphTarget[];
  host: string;
  port: number;
  /** Null: every caller is anonymous. */
  jwksUrl: string | null;
  issuer: string;
  audience: string;
  corsOrigins: readonly string[];
  trustedProxies: readonly string[];
  subgraphTimeout: number;
  maxBodyBytes: number;
  isIntrospectable: boolean;
  hasExplorer: boolean;
  lifecycle: Lifecycle;
  log: Logger;
};

const path = '/graphql';

/** Starts a router over one supergraph; answers the URL it listens on. */
export async function serveRouter(options: RouterOptions): Promise<{ url: string }> {
  const { supergraph, targets, corsOrigins, lifecycle, log, isIntrospectable } = options;
  const subgraphs = createSubgraphs(targets, {
    timeout: options.subgraphTimeout,
    onFailure: ({ subgraph, error }) => log.warn({ subgraph, err: error }, 'subgraph did not answer'),
  });
  const upstream = createUpstream(targets);
  const engine = createEngine(subgraphs);
  const pipeline = createPipeline({
    supergraph,
    engine,
    loadDocument: createDocumentCache(supergraph, isIntrospectable),
  });
  const jwks = options.jwksUrl === null ? null : createJwks(options.jwksUrl, log);
  const identify = createIdentify({ jwks, issuer: options.issuer, audience: options.audience });
  const respond = createRespond(log);

  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    requestTimeout: 30_000,
    genReqId: () => newId('req'),
    forceCloseConnections: 'idle',
    trustProxy: options.trustedProxies.length > 0 && [...options.trustedProxies],
  });
  app.removeContentTypeParser('text/plain');
  serveMetrics(app, createMetrics('router'));
  serveHealth(app, jwks ? [{ name: 'token keys', check: jwks.check }] : [], lifecycle.signal, log);
  serveCors(app, corsOrigins);
  serveHttp(app, { pipeline, identify, respond, path });
  if (options.hasExplorer) await serveExplorer(app, path);

  const schema = supergraph.apiSchema;
  const subscribe = createSubscribe(schema, engine, upstream);
  const isOriginAllowed = (origin: string | undefined, host: string | undefined) =>
    origin === undefined || corsOrigins.includes(origin) || URL.parse(origin)?.host === host;
  const closeWebSocket = serveWebSocket({
    server: app.server,
    path,
    schema,
    pipeline,
    subscribe,
    identify,
    respond,
    isOriginAllowed,
  });

  lifecycle.onStop('subgraph connections', () => Promise.all([subgraphs.close(), upstream.close()]));
  const url = await app.listen({ host: options.host, port: options.port });
  lifecycle.onStop('http server', () => app.close());
  lifecycle.onStop('websocket server', closeWebSocket);
  log.info({ url, subgraphs: targets.map(({ name }) => name) }, 'listening');
  return { url };
}

import {
  createInstruments,
  createMetrics,
  newId,
  serveHealth,
  serveMetrics,
  type Lifecycle,
  type Logger,
} from '@conea/platform';
import fastify from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import { createIdentification } from './authentication/identification.ts';
import { createCharging } from './budget/charging.ts';
import { createCachingEngine } from './cache/caching-engine.ts';
import type { RouterConfig } from './config/config.ts';
import { createBackends } from './graph/backends.ts';
import { createGraph, type LoadedSupergraph } from './graph/graph.ts';
import { createGraphs } from './graph/graphs.ts';
import { createLivePipeline } from './graph/live-pipeline.ts';
import { createReload, type SupergraphUpdates } from './graph/reload.ts';
import { createSubscribe } from './subscriptions/subscribe.ts';
import { serveExplorer } from './explorer/explorer.ts';
import { serveMcp } from './mcp/mcp.ts';
import { createLoadShedding } from './overload/load-shedding.ts';
import { createAutomaticQueries } from './persisted/automatic.ts';
import { createPrewarm, toKnown } from './persisted/prewarm.ts';
import { watchTrustedDocuments } from './persisted/trusted-documents.ts';
import type { Redis } from './redis.ts';
import { createAuthorize } from './stages/authorize.ts';
import { createFindQuery } from './stages/find-query.ts';
import { createLimits } from './stages/limit.ts';
import { createRespond } from './stages/respond.ts';
import { createSubgraphs, type SubgraphTarget } from './subgraphs.ts';
import { createRouterMetrics, type RouterMetrics } from './telemetry/metrics.ts';
import type { BreakerState } from './traffic/circuit-breaker.ts';
import { serveTransports } from './transport/transports.ts';
import { watchUnusedConnections } from './transport/unused-connections.ts';
import { isWebSocketUpgrade } from './transport/upgrade.ts';
import { createUpstream } from './upstream.ts';

export type RouterOptions = {
  /** What is served first. */
  loaded: LoadedSupergraph;
  /** Null: it is served until the process ends. */
  updates: SupergraphUpdates | null;
  config: RouterConfig;
  /** What the routers of one graph share; null: this router keeps everything to itself. */
  redis: Redis | null;
  host: string;
  port: number;
  lifecycle: Lifecycle;
  log: Logger;
};

const breakerStates = { closed: 0, 'half-open': 1, open: 2 } as const satisfies Record<BreakerState, number>;

/** Starts a router; answers the URL it listens on. */
export async function serveRouter(options: RouterOptions): Promise<{ url: string }> {
  const { loaded, config, redis, lifecycle, log } = options;
  const { trusted_proxies: trustedProxies } = config.server;
  const registry = createMetrics('router');
  const metrics = createRouterMetrics(createInstruments(registry));
  const upstream = createUpstream({
    heartbeatInterval: config.subscription.upstream.heartbeat_interval,
    heartbeatTimeout: config.subscription.upstream.heartbeat_timeout,
  });
  const backends = createBackends({
    open: (targets) => openSubgraphs(targets, options, metrics),
    createEngine: (subgraphs) => createCachingEngine(subgraphs, config.response_cache),
  });
  const graphOptions = {
    ...{ config, backends, limits: createLimits(config.limits, log) },
    authorize: createAuthorize(config.authorization.directives, log),
    charge: createCharging(config, redis, log),
    onDocumentLookup: (result: 'hit' | 'miss') => metrics.cacheLookup({ kind: 'document', storage: 'memory', result }),
  };
  const graphs = createGraphs(createGraph(loaded, graphOptions));
  const loadDocument = (query: string) => graphs.current().loadDocument(query);
  const automatic = config.apq.enabled ? createAutomaticQueries(config.apq, redis, metrics.cacheLookup) : null;
  const prewarm = createPrewarm(loadDocument, config.persisted_queries.prewarm);
  const trusted = config.persisted_queries.enabled
    ? await watchTrustedDocuments(config.persisted_queries, log, prewarm)
    : null;
  const pipeline = createLivePipeline({
    graphs,
    findQuery: createFindQuery({ config: config.persisted_queries, trusted, automatic, log }),
    subscribe: createSubscribe({ upstream, config: config.subscription }),
  });
  const reload =
    options.updates &&
    createReload({
      ...{ updates: options.updates, graphs, config: config.supergraph, log },
      open: (next) => createGraph(next, graphOptions),
      trusted: () => (trusted ? toKnown(trusted.current()) : []),
      onReload: (result) => metrics.supergraphReload({ result }),
    });
  const { issuers, identify } = createIdentification(config, () => graphs.current().targets, log);
  const respond = createRespond(log);
  const shedding = createLoadShedding({ config: config.traffic_shaping.router.load_shedding, metrics, log });
  lifecycle.onStop('load shedding', shedding.stop);

  const app = fastify({
    bodyLimit: config.server.max_request_bytes,
    requestTimeout: config.server.request_timeout,
    keepAliveTimeout: config.transports.keep_alive_timeout,
    genReqId: () => newId('req'),
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 && trustedProxies,
    http: { shouldUpgradeCallback: (request) => config.transports.websocket.enabled && isWebSocketUpgrade(request) },
  });
  app.removeContentTypeParser('text/plain');
  serveMetrics(app, registry);
  serveHealth(
    app,
    issuers.map(({ name, jwks }) => ({ name: `token keys of ${name}`, check: jwks.check })),
    lifecycle.signal,
    log,
    () => (reload ? { supergraph: reload.status } : {}),
  );
  const shared = { config, graphs, pipeline, identify, respond, shedding };
  const transports = await serveTransports(app, shared);
  const agents = config.mcp.enabled && trusted ? await serveMcp(app, { ...shared, trusted, log }) : null;
  if (config.server.explorer)
    await serveExplorer(app, {
      path: config.server.path,
      apiKeyHeader: config.authentication.api_key.header,
      config: config.explorer,
    });

  if (trusted) lifecycle.onStop('persisted queries', async () => trusted.stop());
  if (redis) lifecycle.onStop('redis', async () => redis.disconnect());
  lifecycle.onStop('graph', () => graphs.current().close());
  lifecycle.onStop('subgraph connections', () => Promise.all([backends.close(), upstream.close()]));
  const url = await app.listen({ host: options.host, port: options.port });
  lifecycle.onStop('http server', () => app.close());
  lifecycle.onStop('unused connections', watchUnusedConnections(app.server));
  lifecycle.onStop('open streams', transports.drain);
  if (agents) lifecycle.onStop('streams of agents', agents.close);
  if (reload) lifecycle.onStop('supergraph reload', reload.stop);
  lifecycle.onStop('readiness', () => wait(config.health_check.drain_delay));
  log.info({ url, subgraphs: loaded.targets.map(({ name }) => name) }, 'listening');
  return { url };
}

function openSubgraphs(targets: readonly SubgraphTarget[], { config, log }: RouterOptions, metrics: RouterMetrics) {
  return createSubgraphs(targets, {
    traffic: config.traffic_shaping,
    onFailure: ({ subgraph, error }) => log.warn({ subgraph, err: error }, 'subgraph did not answer'),
    onExchange: ({ subgraph, status, seconds }) =>
      metrics.subgraphRequest({ subgraph, http_response_status_code: status ?? 'none' }, seconds),
    onBreakerChange: ({ subgraph, state }) => {
      metrics.circuitBreaker({ subgraph }, breakerStates[state]);
      log.warn({ subgraph, state }, 'circuit breaker changed');
    },
  });
}

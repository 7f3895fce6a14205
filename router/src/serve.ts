import { newRandomId, serveHealth, serveMetrics, type Lifecycle, type Secrets } from '@conea/platform';
import fastify from 'fastify';
import type { IncomingMessage, RequestListener } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createIdentification } from './authentication/identification.ts';
import { serveInvalidation } from './cache/invalidation-endpoint.ts';
import { createClusterMetrics } from './cluster/cluster-metrics.ts';
import { createReadinessCheck } from './cluster/readiness.ts';
import { openGraphs, type OpenGraphsOptions } from './graph/open-graphs.ts';
import { serveExplorer } from './explorer/explorer.ts';
import { serveMcp } from './mcp/mcp.ts';
import { createLoadShedding } from './overload/load-shedding.ts';
import { openRefusals } from './refusals/open-refusals.ts';
import { createRespond } from './stages/respond.ts';
import type { SubgraphTarget } from './subgraphs.ts';
import { createTelemetry } from './telemetry/telemetry.ts';
import { connectionLimits } from './transport/connection-limits.ts';
import { createServerTls } from './transport/server-tls.ts';
import { serveTransports } from './transport/transports.ts';
import { watchUnusedConnections } from './transport/unused-connections.ts';
import { isWebSocketUpgrade } from './transport/upgrade.ts';

export type RouterOptions = Omit<OpenGraphsOptions, 'telemetry' | 'refusals'> & {
  host: string;
  port: number;
  /** Bytes of old objects that V8 allows. */
  heapLimit: number;
  /** Whose freshness is measured; a router in a test has none. */
  secrets?: Pick<Secrets, 'measure'>;
  /** The key of the moment, where it can change. */
  invalidationKey?: () => string;
  lifecycle: Lifecycle;
};

/** Starts a router; answers the URL it listens on. */
export async function serveRouter(options: RouterOptions): Promise<{ url: string }> {
  const { loaded, config, redis, bus, lifecycle, log } = options;
  const { trusted_proxies: trustedProxies } = config.server;
  const telemetry = createTelemetry(config.telemetry, log);
  const { metrics, tracer, registry, operationLabel } = telemetry;
  options.secrets?.measure(registry);
  lifecycle.onStop('tracing', tracer.close);
  const targetsNow = (): readonly SubgraphTarget[] => opened.graphs.current().targets;
  const refusals = openRefusals({ config: config.refusals, targets: loaded.targets, targetsNow, lifecycle, log });
  const opened = await openGraphs({ ...options, telemetry, refusals });
  const { graphs, pipeline, grants, trusted, cache, charge, reloadStatus, close } = opened;
  const identification = createIdentification({ config, targetsNow, metrics, lifecycle, log });
  const { identify: verify, checks, revocationStatus, revocationWatch } = identification;
  const identify = telemetry.identified(refusals.identify(verify));
  const respond = createRespond(log);
  const { load_shedding } = config.traffic_shaping.router;
  const shedding = createLoadShedding({ config: load_shedding, metrics, log, heapLimit: options.heapLimit });
  lifecycle.onStop('load shedding', shedding.stop);

  const { http, ...connections } = connectionLimits(config);
  const tls = createServerTls(config.server.tls, log);
  if (tls) lifecycle.onStop('certificate', tls.stop);
  const httpOptions = {
    ...http,
    shouldUpgradeCallback: (request: IncomingMessage) =>
      config.transports.websocket.enabled && isWebSocketUpgrade(request),
  };
  const app = fastify({
    ...connections,
    genReqId: () => newRandomId('req'),
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 && trustedProxies,
    ...(tls
      ? { serverFactory: (listener: RequestListener) => tls.createServer({ ...connections, ...httpOptions }, listener) }
      : { http: httpOptions }),
  });
  app.server.maxConnections = config.server.max_connections;
  app.server.maxRequestsPerSocket = config.server.max_requests_per_connection;
  app.removeContentTypeParser('text/plain');
  serveMetrics(app, registry, operationLabel.labels, bus ? createClusterMetrics(bus, registry) : undefined);
  serveHealth(app, bus ? [createReadinessCheck(bus, checks, log)] : checks, lifecycle.signal, log, () => ({
    supergraph: reloadStatus(),
    ...(revocationWatch && { revocations: revocationStatus() }),
  }));
  const shared = { config, graphs, pipeline, identify, respond, shedding, telemetry };
  const transports = await serveTransports(app, { ...shared, revocationWatch });
  const agents =
    config.mcp.enabled && trusted ? await serveMcp(app, { ...shared, grants, charge, trusted, log }) : null;
  if (config.server.explorer)
    await serveExplorer(app, {
      path: config.server.path,
      apiKeyHeader: config.authentication.api_key.header,
      config: config.explorer,
    });

  const { invalidation } = config.response_cache;
  await serveInvalidation(app, {
    ...{ config: invalidation, invalidate: cache.invalidate, respond },
    sharedKey: options.invalidationKey ?? (() => invalidation.shared_key),
  });

  if (redis) lifecycle.onStop('redis', async () => redis.disconnect());
  lifecycle.onStop('graphs', close);
  const origin = await app.listen({ host: options.host, port: options.port });
  const url = tls ? origin.replace(/^http:/, 'https:') : origin;
  lifecycle.onStop('http server', () => app.close());
  lifecycle.onStop('unused connections', watchUnusedConnections(app.server));
  lifecycle.onStop('open streams', transports.drain);
  if (agents) lifecycle.onStop('streams of agents', agents.close);
  lifecycle.onStop('readiness', () => wait(config.health_check.drain_delay));
  log.info({ url, subgraphs: loaded.targets.map(({ name }) => name) }, 'listening');
  return { url };
}

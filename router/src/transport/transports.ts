import type { FastifyInstance } from 'fastify';
import type { RevocationWatch } from '../authentication/revocation-watch.ts';
import { createClientCaching } from '../cache/client-caching.ts';
import type { RouterConfig } from '../config/config.ts';
import type { Graphs } from '../graph/graphs.ts';
import { namesForClients } from '../headers/client-headers.ts';
import { createHeaderPick } from '../headers/picked-headers.ts';
import type { Pipeline } from '../pipeline.ts';
import type { LoadShedding } from '../overload/load-shedding.ts';
import type { Identify } from '../stages/identify.ts';
import type { Respond } from '../stages/respond.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createAdmission } from './admission.ts';
import { createHostTest, guardHost } from './allowed-hosts.ts';
import { createClientAddress } from './client-address.ts';
import { serveCors } from './cors.ts';
import { createCredentialsWatch } from './credentials-watch.ts';
import { createCsrfPrevention } from './csrf.ts';
import { serveDelegatedPaths } from './delegated-paths.ts';
import { createExchange } from './exchange.ts';
import { serveHttp } from './http.ts';
import { requireOneHost } from './host-header.ts';
import { createOriginTest } from './page-origin.ts';
import { createRun } from './running.ts';
import { createStreams } from './streams/streams.ts';
import { serveWebSocket } from './websocket.ts';
import { createSendWhole } from './whole-answer.ts';

export type TransportsOptions = {
  config: RouterConfig;
  graphs: Graphs;
  pipeline: Pipeline;
  identify: Identify;
  respond: Respond;
  shedding: LoadShedding;
  telemetry: Telemetry;
  /** Null: no issuer says what it has revoked. */
  revocationWatch: RevocationWatch | null;
};

/** Serves GraphQL over every transport that is switched on; `drain` ends what is open, spread over `drain_time`. */
export async function serveTransports(app: FastifyInstance, options: TransportsOptions) {
  const { graphs, pipeline, identify, respond, shedding, telemetry } = options;
  const { requests, metrics } = telemetry;
  const { transports: config, server, csrf, authentication } = options.config;
  const { header: apiKeyHeader, cache_ttl: revalidateAfter } = authentication.api_key;
  const { path, cors } = server;
  const isOriginAllowed = createOriginTest(cors.origins);
  const isHostAllowed = createHostTest(server.allowed_hosts);

  const run = createRun({ pipeline, respond, telemetry });
  const watchCredentials = createCredentialsWatch(identify, revalidateAfter, options.revocationWatch);
  const streams = createStreams({ config, watchCredentials });
  const sendWhole = createSendWhole(config, (errors, request) => {
    telemetry.onErrors(errors);
    requests.onErrors(request, errors);
  });
  const preventCsrf = createCsrfPrevention(csrf, isOriginAllowed);
  const admission = createAdmission(shedding);
  const pickHeaders = createHeaderPick(options.config.headers, apiKeyHeader);
  const shared = { config, path, pickHeaders, pipeline, run, identify, respond, admission, apiKeyHeader, requests };
  const exposesQueryPlan = options.config.supergraph.expose_query_plan;
  const exchange = createExchange({
    ...{ ...shared, streams, preventCsrf, sendWhole, exposesQueryPlan },
    clientCaching: createClientCaching(options.config),
    onPlanned: telemetry.operationLabel.set,
  });

  requireOneHost(app);
  guardHost(app, isHostAllowed);
  serveCors(app, { origins: cors.origins, apiKeyHeader, exposed: namesForClients(options.config.headers) });
  await serveHttp(app, { ...shared, exchange, sendWhole });
  const targetsNow = () => graphs.current().targets;
  const { delegated_paths } = options.config;
  await serveDelegatedPaths(app, { config: delegated_paths, targetsNow, respond, admission });
  const addressOf = createClientAddress(server.trusted_proxies);
  const socketOptions = {
    server: app.server,
    graphs,
    watchCredentials,
    addressOf,
    isOriginAllowed,
    isHostAllowed,
    shedding,
  };
  const closeWebSocket = config.websocket.enabled
    ? serveWebSocket({
        ...shared,
        ...socketOptions,
        watchOperation: telemetry.watchOperation,
        onOpen: metrics.read.webSockets,
      })
    : async () => {};
  return { drain: () => Promise.all([closeWebSocket(), streams.drain()]) };
}

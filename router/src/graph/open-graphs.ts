import type { Logger, Redis } from '@conea/platform';
import { createGrants } from '../authorization/grants.ts';
import type { PolicyModule } from '../authorization/policy-module.ts';
import { createCharging } from '../budget/charging.ts';
import { createResponseCache } from '../cache/response-cache.ts';
import type { Bus } from '../cluster/bus.ts';
import type { RouterConfig } from '../config/config.ts';
import { createAnswerHeaderPicks } from '../headers/answer-headers.ts';
import { createAutomaticQueries } from '../persisted/automatic.ts';
import { createPrewarm, toKnown } from '../persisted/prewarm.ts';
import { findSharedQueries } from '../persisted/shared-queries.ts';
import { watchTrustedDocuments } from '../persisted/trusted-documents.ts';
import type { RefusalWatch } from '../refusals/refusal-watch.ts';
import { createAuthorize } from '../stages/authorize.ts';
import { createFindQuery } from '../stages/find-query.ts';
import { createLimits } from '../stages/limit.ts';
import { createSubgraphs, type SubgraphTarget } from '../subgraphs.ts';
import { createClusterCount } from '../subscriptions/cluster-count.ts';
import { createSubscribe } from '../subscriptions/subscribe.ts';
import { createSubscriptionCount } from '../subscriptions/subscription-count.ts';
import { createMeasuredCharge } from '../telemetry/measured-charge.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Engine } from '../engine/engine.ts';
import { createTracedEngine } from '../telemetry/traced-engine.ts';
import type { BreakerState } from '../traffic/circuit-breaker.ts';
import { withEventTimeout, withOperationTimeout } from '../traffic/operation-timeout.ts';
import { withSharedQueries } from '../traffic/shared-queries.ts';
import { createUpstream } from '../upstream.ts';
import { createBackends } from './backends.ts';
import { createGraph, type LoadedSupergraph } from './graph.ts';
import { createGraphs } from './graphs.ts';
import { createLivePipeline } from './live-pipeline.ts';
import { createReload, type SupergraphUpdates } from './reload.ts';

export type OpenGraphsOptions = {
  /** What is served first. */
  loaded: LoadedSupergraph;
  /** Null: it is served until the process ends. */
  updates: SupergraphUpdates | null;
  config: RouterConfig;
  /** Null: the scopes of callers say which policies hold. */
  policies: PolicyModule | null;
  /** What the routers of one graph share; null: this router keeps everything to itself. */
  redis: Redis | null;
  /** What the workers of this router share; null: it is one process. */
  bus: Bus | null;
  telemetry: Telemetry;
  refusals: RefusalWatch;
  log: Logger;
};

/** Opens the pipeline over the first version of the graph and over all that follow it, with what these have in common. */
export async function openGraphs(options: OpenGraphsOptions) {
  const { loaded, updates, config, policies, redis, bus, telemetry, refusals, log } = options;
  const { metrics, tracer, stage } = telemetry;
  const upstream = createUpstream({
    heartbeatInterval: config.subscription.upstream.heartbeat_interval,
    heartbeatTimeout: config.subscription.upstream.heartbeat_timeout,
    extensionsNow: tracer.headers,
  });
  const { timeout, deduplicate } = config.traffic_shaping.router;
  const shared = (engine: Engine) => (deduplicate ? withSharedQueries(engine) : engine);
  const cache = createResponseCache({ config: config.response_cache, redis, bus, metrics, log });
  const backends = createBackends({
    open: (targets) => openSubgraphs(targets, config, telemetry, log),
    createEngine: (subgraphs) =>
      createTracedEngine(withEventTimeout(shared(cache.engineOver(subgraphs)), timeout), tracer),
  });
  const charge = createCharging(config, { redis, bus }, log);
  const grants = createGrants(policies, config, log);
  const { dry_run: isDryRun } = config.authorization.directives;
  const authorize = createAuthorize({ config: config.authorization, grants, stage, log });
  const common = {
    ...{ config, backends, limits: createLimits(config.limits, log) },
    authorize: tracer.wrap('authorization', isDryRun ? authorize : refusals.authorize(authorize)),
    charge: charge && tracer.wrap('charge', refusals.charge(createMeasuredCharge(charge, telemetry))),
    onOperation: telemetry.onOperation,
    stage,
    onDocumentLookup: telemetry.onDocumentLookup,
  };
  const graphs = createGraphs(createGraph(loaded, common));
  metrics.read.documents(() => graphs.current().documentCount());
  metrics.read.planningQueue(() => graphs.current().planningQueue());
  const sharedQueries = findSharedQueries(config.apq, redis, bus);
  const countSubscription = bus ? createClusterCount(bus) : createSubscriptionCount(config.subscription);
  const automatic = config.apq.enabled ? createAutomaticQueries(config.apq, sharedQueries, metrics.cacheLookup) : null;
  const loadDocument = (query: string) => graphs.current().loadDocument(query);
  const prewarm = createPrewarm(loadDocument, config.persisted_queries.prewarm);
  const trusted = config.persisted_queries.enabled
    ? await watchTrustedDocuments(config.persisted_queries, log, prewarm)
    : null;
  const live = createLivePipeline({
    graphs,
    findQuery: createFindQuery({ config: config.persisted_queries, trusted, automatic, log }),
    subscribe: createSubscribe({
      upstream,
      config: config.subscription,
      countSubscription,
      watch: telemetry.subscriptions,
    }),
  });
  const reload =
    updates &&
    createReload({
      ...{ updates, graphs, config: config.supergraph, log },
      open: (next) => createGraph(next, common),
      trusted: () => (trusted ? toKnown(trusted.current()) : []),
      onReload: (result) => metrics.supergraphReload({ result }),
    });
  const close = async () => {
    trusted?.stop();
    await reload?.stop();
    await graphs.current().close();
    cache.close();
    await Promise.all([backends.close(), upstream.close()]);
  };
  const pipeline = withOperationTimeout(live, timeout);
  return {
    graphs,
    pipeline,
    grants,
    trusted,
    cache,
    charge: common.charge,
    reloadStatus: () => reload?.status ?? null,
    close,
  };
}

const breakerStates = { closed: 0, 'half-open': 1, open: 2 } as const satisfies Record<BreakerState, number>;

function openSubgraphs(
  targets: readonly SubgraphTarget[],
  config: RouterConfig,
  { metrics, tracer, onSubgraphRequest }: Telemetry,
  log: Logger,
) {
  return createSubgraphs(targets, {
    traffic: config.traffic_shaping,
    answerHeaders: createAnswerHeaderPicks(config.headers),
    tracer,
    onFailure: ({ subgraph, error }) => log.warn({ subgraph, err: error }, 'subgraph did not answer'),
    onExchange: onSubgraphRequest,
    onBreakerChange: ({ subgraph, state }) => {
      metrics.circuitBreaker({ subgraph }, breakerStates[state]);
      log.warn({ subgraph, state }, 'circuit breaker changed');
    },
  });
}

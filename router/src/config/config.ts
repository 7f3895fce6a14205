import { z } from 'zod';
import { authenticationConfig } from './authentication.ts';
import { authorizationConfig } from './authorization.ts';
import { budgetConfig } from './budget.ts';
import { csrfConfig } from './csrf.ts';
import { delegatedPathsConfig } from './delegated-paths.ts';
import { demandControlConfig } from './demand-control.ts';
import { explorerConfig } from './explorer.ts';
import { healthCheckConfig } from './health-check.ts';
import { headersConfig } from './headers.ts';
import { limitsConfig } from './limits.ts';
import { mcpConfig } from './mcp.ts';
import { overrideLabelsConfig } from './override-labels.ts';
import { apqConfig, persistedQueriesConfig } from './persisted-queries.ts';
import { queryPlanningConfig } from './query-planning.ts';
import { refusalsConfig } from './refusals.ts';
import { responseCacheConfig } from './response-cache.ts';
import { serverConfig } from './server.ts';
import { subscriptionConfig } from './subscription.ts';
import { supergraphConfig } from './supergraph.ts';
import { telemetryConfig } from './telemetry.ts';
import { trafficShapingConfig } from './traffic-shaping.ts';
import { transportsConfig } from './transports.ts';

/** The whole of `router.yaml`: a section for each feature, every key with a default. */
export const routerConfig = z
  .strictObject({
    server: serverConfig,
    explorer: explorerConfig,
    transports: transportsConfig,
    csrf: csrfConfig,
    delegated_paths: delegatedPathsConfig,
    supergraph: supergraphConfig,
    authentication: authenticationConfig,
    authorization: authorizationConfig,
    refusals: refusalsConfig,
    demand_control: demandControlConfig,
    budget: budgetConfig,
    subscription: subscriptionConfig,
    health_check: healthCheckConfig,
    limits: limitsConfig,
    apq: apqConfig,
    persisted_queries: persistedQueriesConfig,
    query_planning: queryPlanningConfig,
    response_cache: responseCacheConfig,
    traffic_shaping: trafficShapingConfig,
    headers: headersConfig,
    override_labels: overrideLabelsConfig,
    mcp: mcpConfig,
    telemetry: telemetryConfig,
  })
  .refine(({ mcp, persisted_queries: persisted }) => !mcp.enabled || persisted.enabled, {
    path: ['mcp', 'enabled'],
    error: 'The tools are the trusted documents: switch on `persisted_queries.enabled` too.',
  })
  .prefault({});

export type RouterConfig = z.infer<typeof routerConfig>;
export type RouterConfigInput = NonNullable<z.input<typeof routerConfig>>;

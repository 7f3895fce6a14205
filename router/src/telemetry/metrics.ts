import type { Instruments } from '@conea/platform';
import { createRevocationMetrics } from './revocation-metrics.ts';
import { createTokenKeyMetrics } from './token-key-metrics.ts';

/** OpenTelemetry's advice for durations, in seconds. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const costs = [0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000];

/**
 * Everything that the router counts beside its HTTP server, under one roof so that names and labels are said once. Each member is called
 * with its labels and a number; `router/README.md` lists them.
 */
export function createRouterMetrics({ counter, histogram, gauge, reading }: Instruments) {
  return {
    /** A look into a cache: `kind` says what it holds, `storage` is `memory` or `redis`, `result` is `hit` or `miss`. */
    cacheLookup: counter({
      ...{ name: 'router_cache_lookups_total', help: 'Looks into a cache.' },
      labels: ['kind', 'storage', 'result'],
    }),
    /** Entities and other answers of subgraphs that were looked for: `hit`, `stale` or `miss`. */
    responseCacheLookup: counter({
      ...{ name: 'router_response_cache_lookups_total', help: 'Looks for answers of subgraphs.' },
      labels: ['subgraph', 'result'],
    }),
    /** What became of them: `stored`, `evicted` for want of room, `invalidated`. */
    responseCacheChange: counter({
      ...{ name: 'router_response_cache_changes_total', help: 'Answers stored, evicted and invalidated.' },
      labels: ['change'],
    }),
    responseCacheBytes: gauge({ name: 'router_response_cache_bytes', help: 'Size of the answers in memory.' }),
    /** Requests to invalidate: by `subgraph`, `type` or `cache_tag`. */
    invalidation: counter({
      ...{ name: 'router_response_cache_invalidations_total', help: 'Invalidations.', labels: ['kind'] },
    }),
    subgraphRequest: histogram({
      ...{ name: 'http_client_request_duration_seconds', help: 'Duration of requests to subgraphs.' },
      ...{ labels: ['subgraph', 'http_response_status_code'], buckets: durations },
    }),
    /** Why requests were refused because the router has too much to do. */
    loadShed: counter({
      ...{ name: 'router_load_shed_total', help: 'Requests refused for too much load.', labels: ['reason'] },
    }),
    requestsInFlight: gauge({ name: 'router_requests_in_flight', help: 'Operations that are being answered.' }),
    /** A new version of the supergraph: `result` is `applied` or `refused`. */
    supergraphReload: counter({
      ...{ name: 'router_supergraph_reloads_total', help: 'New versions of the supergraph.', labels: ['result'] },
    }),
    /** 0 closed, 1 half open, 2 open. */
    circuitBreaker: gauge({
      ...{ name: 'router_circuit_breaker_state', help: '0 closed, 1 half open, 2 open.', labels: ['subgraph'] },
      aggregator: 'max',
    }),
    /** An operation that is valid, over any transport. */
    operation: counter({
      ...{ name: 'router_operations_total', help: 'Valid operations over any transport.' },
      labels: ['graphql_operation_type'],
    }),
    /** What is done once for a new operation. */
    stage: histogram({
      ...{ name: 'router_stage_duration_seconds', help: 'Duration of what is done once for a new operation.' },
      ...{ labels: ['stage'], buckets: durations },
    }),
    /** Of errors in answers: their code. */
    graphqlErrors: counter({
      ...{ name: 'router_graphql_errors_total', help: 'Errors in answers and events.', labels: ['code'] },
    }),
    costEstimated: histogram({ name: 'cost_estimated', help: 'Estimated cost of operations.', buckets: costs }),
    costActual: histogram({ name: 'cost_actual', help: 'Cost of answers and events.', buckets: costs }),
    /** How much less an answer cost than its operation was estimated. */
    costDelta: histogram({ name: 'cost_delta', help: 'Estimated less actual cost.', buckets: costs }),
    /** An operation that was not executed for its cost. */
    chargeRefused: counter({
      ...{ name: 'router_charge_refusals_total', help: 'Operations and events refused for their cost.' },
      labels: ['code'],
    }),
    subscriptionEvent: counter({ name: 'router_subscription_events_total', help: 'Events given to clients.' }),
    subscriptionEventDropped: counter({
      ...{ name: 'router_subscription_events_dropped_total', help: 'Events that slow clients missed.' },
    }),
    revocations: createRevocationMetrics({ counter, reading }),
    tokenKeys: createTokenKeyMetrics({ counter, reading }),
    /** What is counted where it is, and read when Prometheus asks. */
    read: {
      subscriptions: (count: () => number) =>
        reading({ name: 'router_subscriptions', help: 'Subscriptions of clients.' }, count),
      subscriptionSources: (count: () => number) =>
        reading({ name: 'router_subscription_sources', help: 'Subscriptions to subgraphs.' }, count),
      webSockets: (count: () => number) =>
        reading({ name: 'router_websocket_connections', help: 'Open WebSockets of clients.' }, count),
      planningQueue: (count: () => number) =>
        reading({ name: 'router_query_planning_queue', help: 'Operations that wait to be planned.' }, count),
      invalidationsAge: (seconds: () => number) =>
        reading(
          {
            ...{ name: 'router_response_cache_invalidations_age_seconds', aggregator: 'max' },
            help: 'Since it was last known what other routers have invalidated.',
          },
          seconds,
        ),
      documents: (count: () => number) =>
        reading({ name: 'router_documents', help: 'Documents that are known with their plans.' }, count),
    },
    /** What became of the spans: `exported`, `failed`, `dropped`. */
    spans: counter({ name: 'router_spans_total', help: 'Spans by what became of them.', labels: ['result'] }),
  };
}

export type RouterMetrics = ReturnType<typeof createRouterMetrics>;

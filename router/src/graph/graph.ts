import type { GraphQLSchema } from 'graphql';
import type { RouterConfig } from '../config/config.ts';
import type { ExecutionResult } from '../engine/result.ts';
import { createClientHeaders } from '../headers/client-headers.ts';
import { createHeaderRules } from '../headers/header-rules.ts';
import { createGraphPipeline, type GraphPipeline, type PlannedRequest } from '../pipeline.ts';
import type { Authorize } from '../stages/authorize.ts';
import type { ChargeStage } from '../stages/charge.ts';
import type { Limits } from '../stages/limit.ts';
import { createDocumentCache, type DocumentCache, type LoadDocument } from '../stages/load.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import { createSubscriptionCompiler } from '../subscriptions/compiled-subscription.ts';
import type { PlannedSubscription } from '../subscriptions/planned-subscription.ts';
import type { PreparedOperation, Supergraph } from '../supergraph.ts';
import type { Stage } from '../telemetry/stage.ts';
import type { Backends } from './backends.ts';
import { createHolds, type Holds } from './holds.ts';

/** A supergraph and where its subgraphs are. */
export type LoadedSupergraph = { supergraph: Supergraph; targets: readonly SubgraphTarget[] };

/** Everything that follows from one version of the supergraph. A request that one planned is executed by the same one. */
export type Graph = Pick<Holds, 'take' | 'retire'> & {
  schema: GraphQLSchema;
  access: Supergraph['access'];
  targets: readonly SubgraphTarget[];
  loadDocument: LoadDocument;
  problemsOf: DocumentCache['problemsOf'];
  recentOperations: DocumentCache['recent'];
  documentCount: DocumentCache['count'];
  planningQueue: Supergraph['planningQueue'];
  pipeline: GraphPipeline;
  /** Null when the caller may see nothing of it. */
  subscriptionOf(planned: PlannedRequest): PlannedSubscription | null;
  /** Ends it whoever works with it. */
  close(): Promise<void>;
};

export type GraphOptions = {
  config: RouterConfig;
  backends: Backends;
  limits: Limits;
  authorize: Authorize;
  charge: ChargeStage | null;
  onDocumentLookup(result: 'hit' | 'miss'): void;
  onOperation(operation: PreparedOperation, query: string): void;
  stage: Stage;
};

// Between two steps of a request nobody holds its graph.
const grace = 1_000;

export function createGraph({ supergraph, targets }: LoadedSupergraph, options: GraphOptions): Graph {
  const { config, backends, limits, onDocumentLookup, stage } = options;
  const { apiSchema: schema, access } = supergraph;
  const { introspection: isIntrospectable } = config.supergraph;
  const { engine, release } = backends.acquire(targets);
  const documents = createDocumentCache({
    supergraph,
    isIntrospectable,
    parseLimits: { maxTokens: config.limits.max_tokens, maxNesting: config.limits.max_nesting },
    limits,
    onLookup: onDocumentLookup,
    stage,
  });
  const { load: loadDocument, problemsOf } = documents;
  const headers = {
    headerRules: createHeaderRules(config.headers),
    openClientHeaders: createClientHeaders(config.headers),
  };
  const compile = createSubscriptionCompiler({ schema, targets, config: config.subscription.deduplication });
  const close = async () => {
    await Promise.all([release(), supergraph.close()]);
  };
  return {
    ...{ schema, access, targets, loadDocument, problemsOf },
    ...{ recentOperations: documents.recent, documentCount: documents.count },
    planningQueue: supergraph.planningQueue,
    ...{ close, ...createHolds(() => void close(), grace) },
    pipeline: createGraphPipeline({ ...options, supergraph, isIntrospectable, loadDocument, engine, ...headers }),
    subscriptionOf: ({ compiled: operation, variables, headersFor, charge: charged, refusal }) => {
      const subscription = operation && compile(operation);
      if (!subscription) return null;
      const charge = charged ? charged.chargeEvent : uncharged;
      return { operation, subscription, variables, headersFor, engine, charge, refusal };
    },
  };
}

const uncharged = async (result: ExecutionResult) => result;

import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { Subgraphs } from '../subgraphs.ts';
import { deliver } from './deliver.ts';
import type { Batch, NullsOfParts } from './delivery.ts';
import type { Execution } from './execution.ts';
import type { CompiledOperation } from './operation.ts';
import type { ExecutionResult, JsonObject } from './result.ts';
import type { Violation } from './shape.ts';
import { createReasons, locate } from './explain.ts';
import type { ClientHeaders } from '../headers/client-headers.ts';
import { withoutHeaders, type HeadersFor } from '../headers/header-rules.ts';
import { createFreshness, type FreshnessOfAnswer } from './freshness.ts';

export type { CompiledOperation, ExecutionResult };

/** Who asks, and until when the answer is wanted. */
export type RequestContext = {
  caller: Caller;
  signal: AbortSignal;
  /** Of a subscription: the cursor to go on behind, whatever the operation asks for. */
  after?: string | null;
  /** What subgraphs are sent besides. */
  headersFor?: HeadersFor;
  /** Where it is told how long the answer holds. */
  freshness?: FreshnessOfAnswer;
  /** Where it is told what headers the answers had; null: nobody is told. */
  clientHeaders?: ClientHeaders | null;
};

/** Runs compiled operations; `variables` are coerced already. */
export type Engine = {
  execute(operation: CompiledOperation, variables: JsonObject, context: RequestContext): Promise<ExecutionResult>;
  /** Answers one event of a subscription: `data` and `errors` are what the subgraph sent. */
  executeEvent(
    operation: CompiledOperation,
    variables: JsonObject,
    context: RequestContext,
    event: { data: JsonObject | null; errors: GraphQLFormattedError[] },
  ): Promise<ExecutionResult>;
  /** Answers an operation with deferred parts. A batch is to be used before the next one is taken, which adds to its data. */
  deliver(
    operation: CompiledOperation,
    variables: JsonObject,
    context: RequestContext & { nulls: NullsOfParts },
  ): AsyncGenerator<Batch, void, undefined>;
};

/** An engine over the subgraphs of one supergraph. */
export function createEngine(subgraphs: Subgraphs): Engine {
  const run = async (operation: CompiledOperation, execution: Execution): Promise<ExecutionResult> => {
    await operation.run(execution);
    if (operation.introspect) Object.assign(execution.data, await operation.introspect(execution.variables));
    const { data, violations } = operation.shaperFor(execution.variables)(execution.data);
    const met = execution.errors.map((error) => locate(error, operation, execution));
    const { errors: told = [], extensions } = operation.told;
    const errors = [...told, ...met, ...unexplained(operation, execution, violations, met)];
    return { data, ...(errors.length > 0 && { errors }), ...(extensions && { extensions }) };
  };
  return {
    execute: (operation, variables, context) =>
      run(operation, { data: {}, errors: [], variables, subgraphs, ...begin(context) }),
    executeEvent: async (operation, variables, context, { data, errors }) => {
      if (data === null) return { data: null, errors };
      return run(operation, { data, errors, variables, subgraphs, ...begin(context) });
    },
    deliver: (operation, variables, context) =>
      deliver(operation, { data: {}, errors: [], variables, subgraphs, ...begin(context) }, context.nulls),
  };
}

function unexplained(
  operation: CompiledOperation,
  execution: Execution,
  violations: readonly Violation[],
  met: readonly GraphQLFormattedError[],
): GraphQLFormattedError[] {
  if (violations.length === 0) return [];
  const reasons = createReasons(operation, execution);
  reasons.add(operation.errors);
  reasons.add(met);
  return reasons.unexplained(violations);
}

function begin(context: RequestContext) {
  const { caller, signal, headersFor = withoutHeaders, freshness = createFreshness(), clientHeaders = null } = context;
  const told = { headersFor, freshness, clientHeaders };
  return { caller, signal, ...told, lost: [], openRequests: new Map(), deferred: null };
}

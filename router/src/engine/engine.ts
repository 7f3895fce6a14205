import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { Subgraphs } from '../subgraphs.ts';
import type { Execution } from './execution.ts';
import type { CompiledOperation } from './operation.ts';
import type { ExecutionResult, JsonObject } from './result.ts';
import { isExplained } from './explain.ts';
import { createFreshness, type FreshnessOfAnswer } from './freshness.ts';
import type { Violation } from './shape.ts';

export type { CompiledOperation, ExecutionResult };

/** Who asks, and until when the answer is wanted. */
export type RequestContext = {
  caller: Caller;
  signal: AbortSignal;
  /** Of a subscription: the cursor to go on behind, whatever the operation asks for. */
  after?: string | null;
  /** Where it is told how long the answer holds. */
  freshness?: FreshnessOfAnswer;
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
};

/** An engine over the subgraphs of one supergraph. */
export function createEngine(subgraphs: Subgraphs): Engine {
  const run = async (operation: CompiledOperation, execution: Execution): Promise<ExecutionResult> => {
    await operation.run(execution);
    if (operation.introspect) Object.assign(execution.data, operation.introspect(execution.variables));
    const { data, violations } = operation.shaperFor(execution.variables)(execution.data);
    const met = execution.errors.map((error) =>
      error.path ? { ...error, path: operation.clientPath(error.path, execution.variables) } : error,
    );
    const { errors: told = [], extensions } = operation.told;
    const reasons = [...operation.errors, ...met];
    const lost = execution.lost.map((path) => operation.clientPath(path, execution.variables));
    const unexplained = violations.filter((violation) => !isExplained(violation, reasons, lost)).map(toError);
    const errors = [...told, ...met, ...unexplained];
    return { data, ...(errors.length > 0 && { errors }), ...(extensions && { extensions }) };
  };
  return {
    execute: (operation, variables, { caller, signal, freshness = createFreshness() }) =>
      run(operation, { data: {}, errors: [], variables, caller, signal, subgraphs, freshness, ...unfinished() }),
    executeEvent: async (operation, variables, { caller, signal }, { data, errors }) => {
      if (data === null) return { data: null, errors };
      const freshness = createFreshness();
      return run(operation, { data, errors, variables, caller, signal, subgraphs, freshness, ...unfinished() });
    },
  };
}

const unfinished = () => ({ lost: [], openRequests: new Map() });

function toError({ message, path }: Violation): GraphQLFormattedError {
  return { message, path, extensions: { code: 'RESPONSE_VALIDATION_FAILED' } };
}

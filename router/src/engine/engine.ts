import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { Subgraphs } from '../subgraphs.ts';
import type { Execution } from './execution.ts';
import type { CompiledOperation } from './operation.ts';
import type { ExecutionResult, JsonObject } from './result.ts';
import type { Violation } from './shape.ts';
import { responsePath } from './source-names.ts';

export type { CompiledOperation, ExecutionResult };

/** Who asks, and until when the answer is wanted. */
export type RequestContext = { caller: Caller; signal: AbortSignal };

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
    const errors = [...operation.errors, ...execution.errors.map(inResponseNames)];
    errors.push(...violations.filter((violation) => !isExplained(violation, errors)).map(toError));
    return errors.length === 0 ? { data } : { data, errors };
  };
  return {
    execute: (operation, variables, { caller, signal }) =>
      run(operation, { data: {}, errors: [], variables, caller, signal, subgraphs, openRequests: new Map() }),
    executeEvent: async (operation, variables, { caller, signal }, { data, errors }) => {
      if (data === null) return { data: null, errors };
      return run(operation, { data, errors, variables, caller, signal, subgraphs, openRequests: new Map() });
    },
  };
}

function inResponseNames(error: GraphQLFormattedError): GraphQLFormattedError {
  return error.path ? { ...error, path: responsePath(error.path) } : error;
}

/** A null is explained by an error at its place, above it or below it; list positions do not count. */
function isExplained({ path }: Violation, errors: readonly GraphQLFormattedError[]): boolean {
  const names = path.filter(isName);
  return errors.some((error) => {
    const place = (error.path ?? []).filter(isName);
    const shared = Math.min(place.length, names.length);
    return place.slice(0, shared).every((key, index) => key === names[index]);
  });
}

// `@` stands for all items of a list in the path of a field that the caller may not see.
const isName = (key: string | number) => typeof key === 'string' && key !== '@';

function toError({ message, path }: Violation): GraphQLFormattedError {
  return { message, path, extensions: { code: 'RESPONSE_VALIDATION_FAILED' } };
}

import type { Caller } from '@conea/platform';
import type { ExecutionResult } from '../engine/result.ts';
import { withQueryPlan } from '../explain/query-plan.ts';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import type { Respond } from '../stages/respond.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** An operation whose results come one after the other, whatever the transport that sends them. */
export type Running = {
  /** Never rejects: a failure is its last result. */
  results: AsyncIterableIterator<ExecutionResult, void, undefined>;
  /** Ends it with everything behind it, also while it waits for its next result. */
  end(): void;
};

export type RunOptions = { pipeline: Pipeline; respond: Respond; telemetry: Telemetry };

/** Runs planned operations for the transports that stream. */
export function createRun({ pipeline, respond, telemetry }: RunOptions) {
  const start = (
    planned: PlannedRequest,
    caller: Caller,
    { signal, after }: { signal: AbortSignal; after: string | null },
  ) => {
    if (planned.kind === 'subscription') return pipeline.subscribe(planned, caller, { signal, after });
    if (planned.format) return pipeline.deliver(planned, caller, signal);
    return once(() => pipeline.execute(planned, caller, signal));
  };
  /** `after`: the cursor of the last event that the client has. */
  return (planned: PlannedRequest, caller: Caller, after: string | null = null): Running => {
    const controller = new AbortController();
    const { signal } = controller;
    const source = start(planned, caller, { signal, after });
    // The transport asks for the next result wherever it is at.
    const nextResult = telemetry.bind(() => source.next());
    const tell = telemetry.bind(telemetry.onResult);
    const told = (result: ExecutionResult) => {
      tell(result);
      return { done: false, value: result } as const;
    };
    let isOver = false;
    const over = { done: true, value: undefined } as const;
    const results: Running['results'] = {
      [Symbol.asyncIterator]: () => results,
      next: async () => {
        if (isOver) return over;
        try {
          const result = await nextResult();
          return isOver || result.done ? over : told(result.value);
        } catch (error) {
          if (isOver) return over;
          isOver = true;
          const { result } = respond.failure(error);
          return told(planned.format ? { ...result, hasNext: false } : result);
        }
      },
      return: async () => {
        end();
        return over;
      },
    };
    const end = () => {
      isOver = true;
      controller.abort();
      source.return(undefined).catch(() => undefined);
    };
    return { results, end };
  };
}

export type Run = ReturnType<typeof createRun>;

async function* once<Value>(run: () => Promise<Value>): AsyncGenerator<Value, void, undefined> {
  yield await run();
}

/** Says the plan beside the first result. */
export function withPlanAtFirst({ results, end }: Running, planned: PlannedRequest): Running {
  let isFirst = true;
  const told: Running['results'] = {
    [Symbol.asyncIterator]: () => told,
    next: async () => {
      const result = await results.next();
      if (result.done || !isFirst) return result;
      isFirst = false;
      return { done: false, value: withQueryPlan(result.value, planned) };
    },
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
  };
  return { results: told, end };
}

/** A result that is there already, for the transports that stream. */
export function runningOf(result: ExecutionResult): Running {
  const results = once(async () => result);
  return { results, end: () => void results.return() };
}

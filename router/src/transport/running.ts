import type { Caller } from '@conea/platform';
import type { ExecutionResult } from '../engine/result.ts';
import { over, type Running } from '../engine/running.ts';
import { withQueryPlan } from '../explain/query-plan.ts';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import type { Respond } from '../stages/respond.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

export type RunOptions = { pipeline: Pipeline; respond: Respond; telemetry: Telemetry };

/** Runs planned operations for the transports that stream; none of their results rejects: a failure is the last. */
export function createRun({ pipeline, respond, telemetry }: RunOptions) {
  const start = (planned: PlannedRequest, caller: Caller, after: string | null): Running => {
    if (planned.kind === 'subscription') return pipeline.subscribe(planned, caller, after);
    if (planned.format) return iterate((signal) => pipeline.deliver(planned, caller, signal));
    return iterate((signal) => once(() => pipeline.execute(planned, caller, signal)));
  };
  /** `after`: the cursor of the last event that the client has. What was planned is not kept: it may run for days. */
  return (planned: PlannedRequest, caller: Caller, after: string | null = null): Running => {
    const source = start(planned, caller, after);
    const isInParts = planned.format !== null;
    // The transport asks for the next result wherever it is at.
    const nextResult = telemetry.bind(source.next);
    const tell = telemetry.bind(telemetry.onResult);
    let isOver = false;
    const pass = (result: IteratorResult<ExecutionResult, void>) => {
      if (isOver || result.done) return over;
      tell(result.value);
      return result;
    };
    const fail = (error: unknown) => {
      if (isOver) return over;
      isOver = true;
      const { result } = respond.failure(error);
      const value = isInParts ? { ...result, hasNext: false } : result;
      tell(value);
      return { done: false, value } as const;
    };
    return {
      next: () => (isOver ? Promise.resolve(over) : nextResult().then(pass, fail)),
      end: () => {
        isOver = true;
        source.end();
      },
    };
  };
}

export type Run = ReturnType<typeof createRun>;

function iterate(open: (signal: AbortSignal) => AsyncGenerator<ExecutionResult, void, undefined>): Running {
  const controller = new AbortController();
  const source = open(controller.signal);
  return {
    next: () => source.next(),
    end: () => {
      controller.abort();
      source.return(undefined).catch(() => undefined);
    },
  };
}

async function* once<Value>(run: () => Promise<Value>): AsyncGenerator<Value, void, undefined> {
  yield await run();
}

/** Says the plan beside the first result. */
export function withPlanAtFirst({ next, end }: Running, planned: PlannedRequest): Running {
  let isFirst = true;
  return {
    next: async () => {
      const result = await next();
      if (result.done || !isFirst) return result;
      isFirst = false;
      return { done: false, value: withQueryPlan(result.value, planned) };
    },
    end,
  };
}

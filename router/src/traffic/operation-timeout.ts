import { ClientError } from '@conea/platform';
import type { Engine } from '../engine/engine.ts';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import { withDeadline } from './deadline.ts';

/** The time of a whole operation is over. */
export class OperationTimeout extends ClientError {
  constructor() {
    super('GATEWAY_TIMEOUT', 'The operation took too long.', { status: 504 });
  }
}

/**
 * Answers queries and mutations in time or with GATEWAY_TIMEOUT; the time begins before they are planned. What was begun is given up, and
 * what was charged for it is given back as after any other failure.
 */
export function withOperationTimeout(pipeline: Pipeline, timeout: number): Pipeline {
  const endings = new WeakMap<PlannedRequest, number>();
  const endOf = (planned: PlannedRequest) => endings.get(planned) ?? performance.now() + timeout;
  return {
    ...pipeline,
    plan: async (...request) => {
      const endsAt = performance.now() + timeout;
      const planning = pipeline.plan(...request);
      // The plan is finished for whoever wants the same, but nobody executes it for this charge.
      const release = () => void planning.then(({ charge }) => charge?.release()).catch(() => undefined);
      const planned = await inTime(new AbortController().signal, timeout, () => planning, release);
      endings.set(planned, endsAt);
      return planned;
    },
    execute: (planned, caller, signal) =>
      inTime(signal, endOf(planned) - performance.now(), (limited) => pipeline.execute(planned, caller, limited)),
    deliver: createTimelyDeliver(pipeline, endOf),
  };
}

/** What of an answer in parts did not come in time is told to have failed. */
function createTimelyDeliver({ deliver }: Pipeline, endOf: (planned: PlannedRequest) => number): Pipeline['deliver'] {
  return async function* timelyDeliver(planned, caller, signal) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new OperationTimeout()), endOf(planned) - performance.now());
    try {
      yield* deliver(planned, caller, AbortSignal.any([signal, late.signal]));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Completes an event of a subscription with what other subgraphs answered until its time was over. */
export function withEventTimeout(engine: Engine, timeout: number): Engine {
  return {
    ...engine,
    executeEvent: (operation, variables, context, event) =>
      withDeadline(
        context.signal,
        timeout,
        (signal) => engine.executeEvent(operation, variables, { ...context, signal }, event),
        () => new OperationTimeout(),
      ),
  };
}

/** Waits no longer, whatever the work does with its signal. */
function inTime<Result>(
  signal: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
  whenLate: () => void = () => undefined,
): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const overdue = () => {
    const timeout = new OperationTimeout();
    late.reject(timeout);
    whenLate();
    return timeout;
  };
  return withDeadline(signal, milliseconds, (limited) => Promise.race([work(limited), late.promise]), overdue);
}

import { ClientError } from '@conea/platform';
import type { Engine } from '../engine/engine.ts';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import { delayOf, withDeadline } from './deadline.ts';

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
      const planned = await inTime(planning, timeout, release);
      endings.set(planned, endsAt);
      return planned;
    },
    execute: (planned, caller, signal) =>
      untilLate(signal, endOf(planned) - performance.now(), (limited) => pipeline.execute(planned, caller, limited)),
    deliver: createTimelyDeliver(pipeline, endOf),
  };
}

/** What of an answer in parts did not come in time is told to have failed. */
function createTimelyDeliver({ deliver }: Pipeline, endOf: (planned: PlannedRequest) => number): Pipeline['deliver'] {
  return async function* timelyDeliver(planned, caller, signal) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new OperationTimeout()), delayOf(endOf(planned) - performance.now()));
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

/** Runs work with a signal that is aborted when its time is over, and waits no longer whatever the work does with it. */
async function untilLate<Result>(
  signal: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const leave = () => controller.abort(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await inTime(work(controller.signal), milliseconds, (timeout) => controller.abort(timeout));
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Waits no longer than so many milliseconds. */
function inTime<Result>(
  work: Promise<Result>,
  milliseconds: number,
  onLate: (timeout: OperationTimeout) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = () => {
      const timeout = new OperationTimeout();
      reject(timeout);
      onLate(timeout);
    };
    const timer = setTimeout(late, delayOf(milliseconds));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

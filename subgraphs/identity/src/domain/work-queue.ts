import { ClientError } from '@conea/platform';

/** How many pieces of work run at the same time, and how many may wait. */
export type WorkQueueLimits = { concurrency: number; maxWaiting: number };

/** Too much work waits already; the client should try again later. */
export class QueueFullError extends ClientError {
  constructor() {
    super('REQUEST_CONCURRENCY_LIMITED', 'The server is busy. Try again in a few seconds.');
    this.name = 'QueueFullError';
  }
}

/** Runs work in the order of its arrival, never more than `concurrency` at a time; rejects with QueueFullError instead of queueing without end. */
export function createWorkQueue({ concurrency, maxWaiting }: WorkQueueLimits) {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async () => {
    if (running < concurrency) {
      running++;
      return;
    }
    if (waiting.length >= maxWaiting) throw new QueueFullError();
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = () => {
    const next = waiting.shift();
    // The place of the finished work goes to the next in line.
    if (next) next();
    else running--;
  };
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

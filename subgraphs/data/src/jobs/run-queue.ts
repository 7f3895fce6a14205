import type { JobQueue, Transaction } from '@conea/platform';

/** The queue of runs. */
export const runQueue = 'execute-run';

// Longer than any run takes: whoever dies is noticed by the missing heartbeat.
const expireInSeconds = 12 * 3_600;

/** Has runs executed when the transaction has committed. */
export function createEnqueueRun(queue: JobQueue) {
  return (tx: Transaction, runId: string): Promise<void> => queue.send(tx, runQueue, { runId }, { expireInSeconds });
}

import { ClientError } from '@conea/platform';
import { Worker } from 'node:worker_threads';
import type { QueryPlanningConfig } from '../config/query-planning.ts';
import type { PlanningGround, PlanningOutcome, PlanningTask } from './planning-task.ts';

/** `task` writes it down, which takes its time, when its turn has come. */
type Job = { task(): PlanningTask; settle(outcome: PlanningOutcome): void };

/** A thread, and what it is at. */
type Desk = { worker: Worker; job: Job | null };

const file = new URL('./worker/main.ts', import.meta.url);

/**
 * Plans and validates operations in threads. One that dies, or takes too long, is replaced; the operation it was at fails. Too many that wait are
 * refused with REQUEST_CONCURRENCY_LIMITED, one that takes too long with GATEWAY_TIMEOUT.
 */
export function createPlanningPool(ground: PlanningGround, config: QueryPlanningConfig) {
  const queue = new Set<Job>();
  const desks = new Set<Desk>();
  let isClosed = false;

  const open = (): void => {
    const worker = new Worker(file, { workerData: ground });
    const desk: Desk = { worker, job: null };
    worker.unref();
    worker.on('message', (outcome: PlanningOutcome) => {
      desk.job?.settle(outcome);
      desk.job = null;
      setImmediate(next);
    });
    const lose = (error: string): void => {
      desks.delete(desk);
      desk.job?.settle({ error });
      setImmediate(next);
    };
    worker.on('error', (error: Error) => lose(error.message));
    worker.on('exit', () => lose('the planning thread ended'));
    desks.add(desk);
  };
  /** One in a turn of the event loop: writing tasks down takes its time. */
  const next = (): void => {
    const [job] = queue;
    if (!job || isClosed) return;
    while (desks.size < config.workers) open();
    const free = [...desks].find((desk) => desk.job === null);
    if (!free) return;
    queue.delete(job);
    free.job = job;
    free.worker.postMessage(job.task());
    setImmediate(next);
  };
  /** What is not wanted any more is not planned to its end. */
  const abandon = (job: Job): void => {
    queue.delete(job);
    for (const desk of desks) if (desk.job === job) void desk.worker.terminate();
  };

  while (desks.size < config.workers) open();
  return {
    ask: (task: Job['task']): Promise<PlanningOutcome> => {
      if (isClosed) return Promise.reject(new Error('the planner is closed'));
      if (queue.size >= config.max_queued) return Promise.reject(tooMany());
      return new Promise((resolve, reject) => {
        const job: Job = {
          task,
          settle: (outcome) => {
            clearTimeout(timer);
            resolve(outcome);
          },
        };
        const timer = setTimeout(() => {
          reject(tooLong());
          abandon(job);
        }, config.timeout);
        queue.add(job);
        setImmediate(next);
      });
    },
    waiting: () => queue.size,
    close: async () => {
      isClosed = true;
      for (const job of queue) job.settle({ error: 'the planner is closed' });
      queue.clear();
      await Promise.all([...desks].map(({ worker }) => worker.terminate()));
    },
  };
}

const tooMany = () =>
  new ClientError('REQUEST_CONCURRENCY_LIMITED', 'Too many new operations wait to be planned. Try again.', {
    status: 503,
  });

const tooLong = () =>
  new ClientError('GATEWAY_TIMEOUT', 'The operation could not be planned in time.', { status: 504 });

import { PgBoss, type SendOptions } from 'pg-boss';
import type { z } from 'zod';
import { connectionOf, type DatabaseUrl } from './database-url.ts';
import type { Logger } from './log.ts';
import type { Transaction } from './database.ts';

/** How one kind of job runs. A job that throws is tried again with backoff, then kept in the dead-letter queue `<name>.dead`. */
export type JobHandler<Data extends object> = {
  name: string;
  /** What a job carries: ids, not bodies. */
  data: z.ZodType<Data>;
  /** Jobs of this kind in one process at the same time; default 1. */
  concurrency?: number;
  /** Tries after the first; default 5. */
  retryLimit?: number;
  /** Seconds between two tries at most: they begin with one and double; default 60. */
  maxRetryDelay?: number;
  /** `signal` aborts when the job is cancelled or the process drains. */
  run(data: Data, context: { jobId: string; signal: AbortSignal }): Promise<void>;
};

/** Jobs in the subgraph's own database: sent in the transaction that needs them, run at least once. */
export type JobQueue = {
  /** Declares a queue and starts working on it. */
  work<Data extends object>(handler: JobHandler<Data>): Promise<void>;
  /** Sends a job with the transaction: it exists exactly if the transaction commits. The queue must have been declared by `work`. */
  send(tx: Transaction, name: string, data: object, options?: SendOptions): Promise<void>;
  /** Stops taking jobs and waits up to `timeout` milliseconds for the running ones; what is left is tried again elsewhere. */
  stop(timeout: number): Promise<void>;
};

// A process that died is noticed after this long: pg-boss accepts no less for heartbeats.
const heartbeatSeconds = 10;

/** Starts pg-boss in the schema `pgboss` of the database at `url`. */
export async function createJobQueue(url: DatabaseUrl, log: Logger): Promise<JobQueue> {
  const boss = new PgBoss({
    ...connectionOf(url),
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    registerInstance: false,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue error'));
  await boss.start();
  return {
    work: async ({ name, data: shape, concurrency = 1, retryLimit = 5, maxRetryDelay = 60, run }) => {
      const deadLetter = `${name}.dead`;
      await boss.createQueue(deadLetter);
      const options = {
        notify: true,
        retryLimit,
        retryBackoff: true,
        retryDelay: 1,
        retryDelayMax: maxRetryDelay,
        heartbeatSeconds,
        deadLetter,
      };
      await boss.createQueue(name, options);
      await boss.updateQueue(name, options);
      // A notification wakes workers for a new job only: retries and jobs for later are found by polling.
      const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 };
      await boss.work(name, { localConcurrency: concurrency, ...polling }, async (jobs) => {
        for (const { id, data, signal } of jobs)
          await runLogged(log, name, id, () => run(shape.parse(data), { jobId: id, signal }));
      });
    },
    send: async (tx, name, data, options = {}) => {
      const executeSql = (text: string, values?: unknown[]) => tx.client.query(text, values);
      await boss.send(name, data, { ...options, db: { executeSql } });
    },
    stop: (timeout) => boss.stop({ graceful: true, timeout }),
  };
}

async function runLogged(log: Logger, name: string, jobId: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.warn({ err: error, job: name, jobId }, 'job failed, to be tried again');
    throw error;
  }
}

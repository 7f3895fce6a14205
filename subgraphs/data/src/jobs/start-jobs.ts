import type { BoundDatabase, JobQueue, Lifecycle, Listener, Logger } from '@conea/platform';
import type { BlobStore } from '../domain/blob-store.ts';
import { createFileStore } from '../store/file-store.ts';
import { createPipelineStore } from '../store/pipeline-store.ts';
import { createRunStore } from '../store/run-store.ts';
import { createUploadStore } from '../store/upload-store.ts';
import { createExecuteRun } from './execute-run.ts';
import { createEnqueueRun } from './run-queue.ts';
import { startPurgeUploads } from './purge-uploads.ts';

export type JobParts = {
  /** Across tenants: a job carries the id of a run, and a purge belongs to nobody. */
  database: BoundDatabase;
  blobs: BlobStore;
  listener: Listener;
  queue: JobQueue;
  workDirectory: string;
  env: { MAX_ROW_BYTES: number; ENGINE_MEMORY_LIMIT: string; ENGINE_THREADS: number; RUN_CONCURRENCY: number };
  lifecycle: Lifecycle;
  log: Logger;
};

/** Starts working on runs, and deletes abandoned uploads. */
export async function startJobs({ env, lifecycle, ...parts }: JobParts): Promise<void> {
  const { database, queue } = parts;
  const executeRun = createExecuteRun({
    ...parts,
    files: createFileStore(database),
    pipelines: createPipelineStore(database),
    runs: createRunStore(database),
    limits: {
      memoryLimit: env.ENGINE_MEMORY_LIMIT,
      threads: env.ENGINE_THREADS,
      maxRowBytes: env.MAX_ROW_BYTES,
    },
    concurrency: env.RUN_CONCURRENCY,
    drain: lifecycle.signal,
    enqueueRun: createEnqueueRun(queue),
  });
  await queue.work(executeRun);
  const uploads = createUploadStore(database);
  lifecycle.onStop('purge', startPurgeUploads({ ...parts, uploads, clock: () => new Date() }));
}

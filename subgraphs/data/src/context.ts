import { createLoader, createMutations, isId } from '@conea/platform';
import type { Database, JobQueue, Listener, RequestScope } from '@conea/platform';
import { createAppendUpload } from './domain/append-upload.ts';
import { createArchivePipeline } from './domain/archive-pipeline.ts';
import type { BlobStore } from './domain/blob-store.ts';
import { createCancelRun } from './domain/cancel-run.ts';
import { createCompleteUpload } from './domain/complete-upload.ts';
import { createCreatePipeline } from './domain/create-pipeline.ts';
import { createRunPipeline } from './domain/run-pipeline.ts';
import { createStartUpload } from './domain/start-upload.ts';
import { tenantOf } from './domain/tenant.ts';
import { createEnqueueRun } from './jobs/run-queue.ts';
import { createOrderResults } from './order-results.ts';
import { createRunProgress } from './run-progress.ts';
import { createRunResults } from './run-results.ts';
import type { ResultReader } from './sources/result-reader.ts';
import { createFileStore } from './store/file-store.ts';
import { createPipelineStore } from './store/pipeline-store.ts';
import { createRunStore } from './store/run-store.ts';
import { createUploadStore } from './store/upload-store.ts';

/** What lives as long as the process. */
export type ContextParts = {
  database: Database;
  blobs: BlobStore;
  results: ResultReader;
  listener: Listener;
  queue: JobQueue;
  maxFileBytes: number;
};

/** What a resolver gets. */
export type Context = ReturnType<ReturnType<typeof createContextFactory>>;

/** Connects stores and use cases once, and makes the context of each request. */
export function createContextFactory({ database, listener, queue, ...parts }: ContextParts) {
  const mutate = createMutations(database, 'data');
  const uploads = createUploadStore(database);
  const files = createFileStore(database);
  const pipelines = createPipelineStore(database);
  const runs = createRunStore(database);
  const enqueueRun = createEnqueueRun(queue);
  const all = { ...parts, mutate, uploads, files, pipelines, runs, enqueueRun, trial: parts.results.trial };
  const forEveryone = {
    startUpload: createStartUpload(all),
    appendUpload: createAppendUpload(all),
    completeUpload: createCompleteUpload(all),
    createPipeline: createCreatePipeline(all),
    archivePipeline: createArchivePipeline(all),
    runPipeline: createRunPipeline(all),
    cancelRun: createCancelRun(all),
    runProgress: createRunProgress(listener),
    pageOfFiles: files.pageOfOrganization,
    pageOfPipelines: pipelines.pageOfOrganization,
    pageOfRuns: runs.pageOfPipeline,
  };
  return ({ caller, signal }: RequestScope) => {
    const tenant = tenantOf(caller);
    /** Rows that the caller may see: those of the same organization. */
    const ofTenant = <Row extends { id: string }>(
      prefix: string,
      list: (organizationId: string, ids: readonly string[]) => Promise<Row[]>,
    ) =>
      createLoader(
        async (ids) =>
          tenant === null
            ? []
            : list(
                tenant,
                ids.filter((id) => isId(prefix, id)),
              ),
        ({ id }: Row) => id,
      );
    const loaders = {
      uploads: ofTenant('upl', uploads.listByIds),
      files: ofTenant('fil', files.listByIds),
      pipelines: ofTenant('pip', pipelines.listByIds),
      runs: ofTenant('run', runs.listByIds),
    };
    return {
      ...forEveryone,
      ...loaders,
      caller,
      tenant,
      signal,
      runResults: createRunResults({ ...parts, ...loaders, signal }),
      orderResults: createOrderResults({ ...parts, ...loaders, signal }),
    };
  };
}

import { createLoader, createMutations, createOperationReads, createReadAudit, isId } from '@conea/platform';
import type { BoundDatabase, Database, JobQueue, Listener, Mutate, RequestScope } from '@conea/platform';
import { createAppendUpload } from './domain/append-upload.ts';
import { createArchivePipeline } from './domain/archive-pipeline.ts';
import { auditFacts } from './domain/audit-facts.ts';
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

/** Makes the context of each request: stores and use cases over a database that is bound to the caller's organization. */
export function createContextFactory({ database, listener, queue, ...parts }: ContextParts) {
  const mutate = createMutations(database, 'data', auditFacts);
  const recordRead = createReadAudit(database, 'data');
  const runProgress = createRunProgress(listener);
  const shared = { ...parts, mutate, enqueueRun: createEnqueueRun(queue), trial: parts.results.trial };
  return ({ caller, signal, beforeAnswer }: RequestScope) => {
    const tenant = tenantOf(caller);
    const stores = createStores(database.forTenant(caller.user?.organizationId ?? null));
    const { uploads, files, pipelines, runs } = stores;
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
      ...createUseCases({ ...shared, ...stores }),
      ...loaders,
      noteRead: createOperationReads(caller, beforeAnswer, recordRead),
      runProgress,
      pageOfFiles: files.pageOfOrganization,
      pageOfPipelines: pipelines.pageOfOrganization,
      pageOfRuns: runs.pageOfPipeline,
      caller,
      tenant,
      signal,
      runResults: createRunResults({ ...parts, ...loaders, signal }),
      orderResults: createOrderResults({ ...parts, ...loaders, signal }),
    };
  };
}

function createStores(database: BoundDatabase) {
  return {
    uploads: createUploadStore(database),
    files: createFileStore(database),
    pipelines: createPipelineStore(database),
    runs: createRunStore(database),
  };
}

type UseCaseParts = ReturnType<typeof createStores> &
  Pick<ContextParts, 'blobs' | 'maxFileBytes'> & {
    mutate: Mutate;
    enqueueRun: ReturnType<typeof createEnqueueRun>;
    trial: ResultReader['trial'];
  };

function createUseCases(parts: UseCaseParts) {
  return {
    startUpload: createStartUpload(parts),
    appendUpload: createAppendUpload(parts),
    completeUpload: createCompleteUpload(parts),
    createPipeline: createCreatePipeline(parts),
    archivePipeline: createArchivePipeline(parts),
    runPipeline: createRunPipeline(parts),
    cancelRun: createCancelRun(parts),
  };
}

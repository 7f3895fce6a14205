import { newId, type Caller, type Mutate, type Transaction } from '@conea/platform';
import { requiredColumns } from './compile-pipeline.ts';
import type { File, FileStore } from './file.ts';
import { done, refused, type Outcome } from './outcome.ts';
import type { Pipeline, PipelineStore } from './pipeline.ts';
import type { RunStore } from './run.ts';
import { writer } from './tenant.ts';
import { userErrors, type ColumnsMissing, type NotFound, type PipelineArchived } from './user-errors.ts';

export type RunPipelineError = ColumnsMissing | NotFound | PipelineArchived;

export type RunPipelineForm = { pipelineId: string; fileId: string; idempotencyKey?: string | null | undefined };

export type RunPipelineParts = {
  mutate: Mutate;
  files: FileStore;
  pipelines: PipelineStore;
  runs: RunStore;
  /** Has the run executed when the transaction has committed. */
  enqueueRun(tx: Transaction, runId: string): Promise<void>;
};

/** Queues a run of a pipeline over a file. */
export function createRunPipeline({ mutate, files, pipelines, runs, enqueueRun }: RunPipelineParts) {
  return (caller: Caller, { pipelineId, fileId, idempotencyKey }: RunPipelineForm) => {
    const { id: startedById, organizationId } = writer(caller);
    const request = { action: 'pipeline.run', idempotencyKey, input: { pipelineId, fileId } };
    return mutate<Outcome<RunPipelineError>>(caller, request, async (tx) => {
      const [[pipeline], [file]] = await Promise.all([
        pipelines.listByIds(organizationId, [pipelineId]),
        files.listByIds(organizationId, [fileId]),
      ]);
      const errors = findProblems(pipeline, file);
      if (errors.length > 0) return refused(errors);
      const id = newId('run');
      await runs.create(tx, { id, organizationId, pipelineId, fileId, startedById });
      await enqueueRun(tx, id);
      return done('PipelineRun', id);
    });
  };
}

function findProblems(pipeline: Pipeline | undefined, file: File | undefined): RunPipelineError[] {
  if (!pipeline || !file) {
    return [
      ...(pipeline ? [] : [userErrors.notFound('pipelineId', 'pipeline')]),
      ...(file ? [] : [userErrors.notFound('fileId', 'file')]),
    ];
  }
  if (pipeline.archivedAt !== null) return [userErrors.pipelineArchived()];
  const missing = requiredColumns(pipeline.definition).filter((name) => !file.columns.includes(name));
  return missing.length > 0 ? [userErrors.columnsMissing(missing)] : [];
}

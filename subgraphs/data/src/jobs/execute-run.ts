import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  appendToOutbox,
  type BoundDatabase,
  type JobHandler,
  type Listener,
  type Logger,
  type Transaction,
} from '@conea/platform';
import { z } from 'zod';
import type { BlobStore } from '../domain/blob-store.ts';
import { compilePipeline } from '../domain/compile-pipeline.ts';
import type { FileStore } from '../domain/file.ts';
import type { PipelineStore } from '../domain/pipeline.ts';
import { RunFailure } from '../domain/run-failure.ts';
import { resultKeys, type Run, type RunProgress, type RunStore } from '../domain/run.ts';
import { executeRun, type EngineLimits, type RunResult } from '../sources/run-engine.ts';
import { runChannel } from '../store/run-store.ts';
import { runQueue } from './run-queue.ts';

export type ExecuteRunParts = {
  database: BoundDatabase;
  files: FileStore;
  pipelines: PipelineStore;
  runs: RunStore;
  blobs: BlobStore;
  listener: Listener;
  limits: EngineLimits;
  /** Where runs keep what they need while they go on; on the file system of the blobs. */
  workDirectory: string;
  /** Runs in this process at the same time. */
  concurrency: number;
  /** Aborts when the process is about to end. */
  drain: AbortSignal;
  enqueueRun(tx: Transaction, runId: string): Promise<void>;
  log: Logger;
};

const maxAttempts = 3;
const progressInterval = 250;
const dataShape = z.object({ runId: z.string() });

/**
 * Executes a run: at least once, with the same result each time. What an attempt writes counts only in the transaction that ends the
 * run, and only if the attempt is the latest and nobody cancelled it. A fault is tried three times, a RunFailure once; a run that
 * the drain of the process interrupts begins again elsewhere.
 */
export function createExecuteRun(parts: ExecuteRunParts): JobHandler<z.infer<typeof dataShape>> {
  const { runs, listener } = parts;
  return {
    name: runQueue,
    data: dataShape,
    concurrency: parts.concurrency,
    run: async ({ runId }, { signal }) => {
      const run = await runs.begin(runId);
      if (run === null) return discard(parts, runId);
      if (run.attempt > maxAttempts) return fail(parts, run, 'The run broke off several times.');
      const unwanted = new AbortController();
      const check = async () => (await runs.isCurrent(run)) || unwanted.abort();
      const unlisten = listener.listen(runChannel, (id) => {
        if (id === null || id === runId) void check();
      });
      try {
        await attempt(parts, run, AbortSignal.any([signal, parts.drain, unwanted.signal]), check);
      } catch (error) {
        if (!unwanted.signal.aborted) await settle(parts, run, error);
      } finally {
        unlisten();
        await clean(parts.workDirectory, run);
      }
    },
  };
}

async function attempt(parts: ExecuteRunParts, run: Run, signal: AbortSignal, check: () => unknown): Promise<void> {
  const { runs, blobs, workDirectory, limits } = parts;
  const { pipeline, file } = await prepare(parts, run);
  await clean(workDirectory, run);
  const directory = join(workDirectory, directoryName(run, run.attempt));
  await mkdir(directory, { recursive: true });
  const onProgress = createReporter(async (progress) => (await runs.setProgress(run, progress)) || check());
  const input = await blobs.localPath(file.blobKey);
  const result = await executeRun({ pipeline, format: file, directory, signal, input, onProgress }, limits);
  signal.throwIfAborted();
  await keep(parts, run, result);
}

/** Decides what becomes of a run whose attempt broke off; throws the error when the queue is to try again. */
async function settle(parts: ExecuteRunParts, run: Run, error: unknown): Promise<void> {
  const { database, runs, drain, enqueueRun, log } = parts;
  if (error instanceof RunFailure) return fail(parts, run, error.message);
  if (drain.aborted) {
    return database.transaction(async (tx) => {
      if (await runs.release(tx, run)) await enqueueRun(tx, run.id);
    });
  }
  if (run.attempt < maxAttempts) throw error;
  log.error({ err: error, runId: run.id }, 'run failed');
  await fail(parts, run, 'The run failed for a reason on our side.');
}

async function prepare({ pipelines, files }: ExecuteRunParts, { organizationId, pipelineId, fileId }: Run) {
  const [[stored], [file]] = await Promise.all([
    pipelines.listByIds(organizationId, [pipelineId]),
    files.listByIds(organizationId, [fileId]),
  ]);
  if (!stored || !file) throw new Error('a run has lost its pipeline or its file');
  const compiled = compilePipeline(stored.definition, file.columns);
  if (!compiled.ok) throw new RunFailure('The pipeline does not fit the columns of this file.');
  return { pipeline: compiled.pipeline, file };
}

/** Reports a new phase at once, and otherwise four times a second. */
function createReporter(setProgress: (progress: RunProgress) => Promise<unknown>) {
  let phase: string | undefined;
  let reportedAt = 0;
  return async (progress: RunProgress) => {
    if (progress.phase === phase && Date.now() - reportedAt < progressInterval) return;
    phase = progress.phase;
    reportedAt = Date.now();
    await setProgress(progress);
  };
}

/** Blobs first: a run that has succeeded has its results. Those of an attempt that comes to nothing are replaced or deleted. */
async function keep({ database, runs, blobs }: ExecuteRunParts, run: Run, result: RunResult): Promise<void> {
  const keys = resultKeys(run.id);
  await blobs.adopt(keys.results, result.results);
  if (result.groups !== null) await blobs.adopt(keys.groups, result.groups);
  const { rowsRead, rowsLoaded, rowsQuarantined } = result;
  const counts = { rowsRead, rowsLoaded, rowsQuarantined };
  const isKept = await database.transaction(async (tx) => {
    if (!(await runs.succeed(tx, run, counts))) return false;
    const durationMs = Date.now() - (run.startedAt ?? run.createdAt).getTime();
    const data = { runId: run.id, pipelineId: run.pipelineId, ...counts, durationMs };
    await appendToOutbox(tx, 'data', run.organizationId, [{ type: 'run.completed', subject: run.id, data }]);
    return true;
  });
  if (isKept) return;
  const status = await runs.findStatus(run.id);
  // Cancelled, or erased with its organization.
  if (status === 'CANCELLED' || status === null) await Promise.all(Object.values(keys).map((key) => blobs.delete(key)));
}

async function fail({ database, runs }: ExecuteRunParts, run: Run, reason: string): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await runs.fail(tx, run, reason))) return;
    await appendToOutbox(tx, 'data', run.organizationId, [
      { type: 'run.failed', subject: run.id, data: { runId: run.id, pipelineId: run.pipelineId, reason } },
    ]);
  });
}

/** Deletes what is left of a run that has ended: whatever an attempt that died did not delete itself. */
async function discard({ runs, blobs, workDirectory }: ExecuteRunParts, runId: string): Promise<void> {
  const names = await readdir(workDirectory).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${runId}.`));
  await Promise.all(own.map((name) => rm(join(workDirectory, name), { recursive: true, force: true })));
  if ((await runs.findStatus(runId)) === 'SUCCEEDED') return;
  await Promise.all(Object.values(resultKeys(runId)).map((key) => blobs.delete(key)));
}

/** Deletes what this attempt, and earlier ones that died, have left. */
async function clean(workDirectory: string, run: Run): Promise<void> {
  const names = Array.from({ length: run.attempt }, (_, index) => directoryName(run, index + 1));
  await Promise.all(names.map((name) => rm(join(workDirectory, name), { recursive: true, force: true })));
}

function directoryName({ id }: Run, attemptNumber: number): string {
  return `${id}.${attemptNumber}`;
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledPipeline } from '../domain/compile-pipeline.ts';
import type { CsvFormat } from '../domain/csv-header.ts';
import type { RunPhase } from '../domain/run.ts';
import { aggregateSql, countSql, transformSql, type RunFiles } from '../domain/run-sql.ts';
import { openDuckDb, type DuckDb } from './duckdb.ts';
import { normalizeCsv } from './normalize-csv.ts';

export type EngineLimits = {
  memoryLimit: string;
  threads: number;
  /** The most bytes of a row. */
  maxRowBytes: number;
};

export type RunJob = {
  pipeline: CompiledPipeline;
  format: CsvFormat;
  /** The CSV file. */
  input: string;
  /** An empty directory; the results are left in it. */
  directory: string;
  signal: AbortSignal;
  onProgress(progress: { phase: RunPhase; bytesRead: number; rowsRead: number }): Promise<void>;
};

export type RunResult = {
  rowsRead: number;
  rowsLoaded: number;
  rowsQuarantined: number;
  /** Parquet files in the directory of the job; no groups without an aggregate step. */
  results: string;
  groups: string | null;
};

/**
 * Runs a pipeline over a file: split into rows, validate and map, aggregate, then reconcile: the rows counted while reading are the
 * rows in the results. The same input gives the same result. Throws RunFailure when the file cannot be run.
 */
export async function executeRun(job: RunJob, limits: EngineLimits): Promise<RunResult> {
  const files = filesIn(job.directory);
  const spillDirectory = join(job.directory, 'spill');
  await mkdir(spillDirectory, { recursive: true });
  const csv = await normalizeCsv({
    ...{ input: job.input, rows: files.rows, problems: files.problems, format: job.format, signal: job.signal },
    maxRowBytes: limits.maxRowBytes,
    onProgress: (bytesRead, rowsRead) => job.onProgress({ phase: 'READING', bytesRead, rowsRead }),
  });
  const duckDb = await openDuckDb({ ...limits, directories: [job.directory], spillDirectory });
  try {
    return await transform(duckDb, job, files, csv);
  } finally {
    duckDb.close();
  }
}

function filesIn(directory: string): RunFiles {
  return {
    rows: join(directory, 'rows.txt'),
    problems: join(directory, 'problems.txt'),
    results: join(directory, 'results.parquet'),
    groups: join(directory, 'groups.parquet'),
  };
}

async function transform(
  duckDb: DuckDb,
  { pipeline, format, signal, onProgress }: RunJob,
  files: RunFiles,
  { rowsRead, bytesRead, isEscaped }: { rowsRead: number; bytesRead: number; isEscaped: boolean },
): Promise<RunResult> {
  await onProgress({ phase: 'TRANSFORMING', bytesRead, rowsRead });
  await duckDb.query(transformSql(pipeline, format, isEscaped, files), signal);
  const [[rows, loaded] = []] = await duckDb.query(countSql(files), signal);
  if (Number(rows) !== rowsRead) throw new Error(`read ${rowsRead} rows, but ${Number(rows)} are in the results`);
  if (pipeline.aggregate) {
    await onProgress({ phase: 'AGGREGATING', bytesRead, rowsRead });
    await duckDb.query(aggregateSql(pipeline.aggregate, files), signal);
  }
  return {
    rowsRead,
    rowsLoaded: Number(loaded),
    rowsQuarantined: rowsRead - Number(loaded),
    results: files.results,
    groups: pipeline.aggregate && files.groups,
  };
}

import type { PageArguments } from '@conea/platform';
import type { BlobStore } from './domain/blob-store.ts';
import { compilePipeline, type CompiledPipeline } from './domain/compile-pipeline.ts';
import { formatCsv } from './domain/csv-text.ts';
import type { File } from './domain/file.ts';
import type { Pipeline } from './domain/pipeline.ts';
import { parseNumberedPage, toNumberedConnection } from './domain/row-page.ts';
import { resultKeys, type Run } from './domain/run.ts';
import type { ResultReader } from './sources/result-reader.ts';

/** Looks up rows that the caller may see. */
export type Loader<Row> = { load(id: string): Promise<Row | null> };

export type RunResultParts = {
  files: Loader<File>;
  pipelines: Loader<Pipeline>;
  blobs: BlobStore;
  results: ResultReader;
  signal: AbortSignal;
};

const maxRawBytes = 65_536;

/** Reads the results of runs by page; null while a run has none. */
export function createRunResults({ files, pipelines, blobs, results, signal }: RunResultParts) {
  const find = async ({ pipelineId, fileId, status }: Run) => {
    if (status !== 'SUCCEEDED') return null;
    const [pipeline, file] = await Promise.all([pipelines.load(pipelineId), files.load(fileId)]);
    if (!pipeline || !file) return null;
    return { file, pipeline: compiled(pipeline, file) };
  };
  return {
    rows: async (run: Run, page: PageArguments) => {
      const request = parseNumberedPage(page);
      const found = await find(run);
      if (!found) return null;
      const { fields } = found.pipeline;
      const items = await results.rows(resultKeys(run.id).results, fields, request, signal);
      const rows = items.map(({ number, node }) => ({ number, node: { rowNumber: number, values: node } }));
      const connection = toNumberedConnection(rows, request);
      const values = connection.nodes.map((node) => node.values);
      return { ...connection, csv: formatCsv(fields, values) };
    },
    aggregates: async (run: Run, page: PageArguments) => {
      const request = parseNumberedPage(page);
      const aggregate = (await find(run))?.pipeline.aggregate;
      if (!aggregate) return null;
      const groups = await results.groups(resultKeys(run.id).groups, aggregate.fields, request, signal);
      const connection = toNumberedConnection(groups, request);
      return { ...connection, csv: formatCsv(aggregate.fields, connection.nodes) };
    },
    quarantinedRows: async (run: Run, page: PageArguments) => {
      const request = parseNumberedPage(page);
      const found = await find(run);
      if (!found) return null;
      const items = await results.rejected(resultKeys(run.id).results, request, signal);
      const rows = items.map(async ({ number, node: { start, length, reasons } }) => {
        const raw = await blobs.read(found.file.blobKey, start, Math.min(length, maxRawBytes));
        return { number, node: { rowNumber: number, reasons, raw: raw.toString('utf8') } };
      });
      return toNumberedConnection(await Promise.all(rows), request);
    },
  };
}

function compiled({ definition }: Pipeline, { columns }: File): CompiledPipeline {
  const compilation = compilePipeline(definition, columns);
  if (!compilation.ok) throw new Error('a pipeline that has run does not compile');
  return compilation.pipeline;
}

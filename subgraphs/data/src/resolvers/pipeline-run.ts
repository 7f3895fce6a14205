import type { PipelineRunResolvers } from '../schema.generated.ts';
import { found } from './found.ts';
import { pageArguments } from './pages.ts';

export const PipelineRun: PipelineRunResolvers = {
  __resolveReference: ({ id }, { runs }) => runs.load(id),
  pipeline: async ({ pipelineId }, _, { pipelines }) => found(await pipelines.load(pipelineId)),
  file: async ({ fileId }, _, { files }) => found(await files.load(fileId)),
  progress: async ({ phase, bytesRead, rowsRead, fileId }, _, { files }) => ({
    ...{ phase, bytesRead, rowsRead },
    bytesTotal: found(await files.load(fileId)).byteSize,
  }),
  startedBy: ({ startedById }) => ({ id: startedById }),
  rows: (run, page, { runResults }) => runResults.rows(run, pageArguments(page)),
  aggregates: (run, page, { runResults }) => runResults.aggregates(run, pageArguments(page)),
  quarantinedRows: (run, page, { runResults }) => runResults.quarantinedRows(run, pageArguments(page)),
};

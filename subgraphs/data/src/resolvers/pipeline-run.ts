import type { Context } from '../context.ts';
import type { Run } from '../domain/run.ts';
import type { PipelineRunResolvers } from '../schema.generated.ts';
import { found } from './found.ts';
import { pageArguments, type Page } from './pages.ts';

export const PipelineRun: PipelineRunResolvers = {
  __resolveReference: ({ id }, { runs }) => runs.load(id),
  pipeline: async ({ pipelineId }, _, { pipelines }) => found(await pipelines.load(pipelineId)),
  file: async ({ fileId }, _, { files }) => found(await files.load(fileId)),
  progress: async ({ phase, bytesRead, rowsRead, fileId }, _, { files }) => ({
    ...{ phase, bytesRead, rowsRead },
    bytesTotal: found(await files.load(fileId)).byteSize,
  }),
  startedBy: ({ startedById }) => ({ id: startedById }),
  rows: shown((run, page, { runResults }) => runResults.rows(run, pageArguments(page))),
  aggregates: shown((run, page, { runResults }) => runResults.aggregates(run, pageArguments(page))),
  quarantinedRows: shown((run, page, { runResults }) => runResults.quarantinedRows(run, pageArguments(page))),
};

/** A part of what a run made of a file: the audit trail tells of who is shown it. */
function shown<Result>(read: (run: Run, page: Page, context: Context) => Promise<Result>) {
  return async (run: Run, page: Page, context: Context): Promise<Result> => {
    const result = await read(run, page, context);
    if (result !== null) context.noteRead('PipelineRun', run.id);
    return result;
  };
}

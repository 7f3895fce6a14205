import type { QueryResolvers } from '../schema.generated.ts';
import { filePage, pipelinePage } from './pages.ts';

export const Query: QueryResolvers = {
  file: (_, { id }, { files }) => files.load(id),
  files: (_, page, context) => filePage(context, page),
  pipeline: (_, { id }, { pipelines }) => pipelines.load(id),
  pipelines: (_, page, context) => pipelinePage(context, page),
  pipelineRun: (_, { id }, { runs }) => runs.load(id),
};

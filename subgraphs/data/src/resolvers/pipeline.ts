import { requiredColumns } from '../domain/compile-pipeline.ts';
import type { PipelineResolvers } from '../schema.generated.ts';
import { runPage } from './pages.ts';

export const Pipeline: PipelineResolvers = {
  __resolveReference: ({ id }, { pipelines }) => pipelines.load(id),
  organization: ({ organizationId }) => ({ id: organizationId }),
  steps: ({ definition }) => definition,
  requiredColumns: ({ definition }) => requiredColumns(definition),
  createdBy: ({ createdById }) => ({ id: createdById }),
  runs: ({ id }, page, context) => runPage(context, id, page),
};

import type { Resolvers } from '../schema.generated.ts';
import { appendUpload } from './append-upload.ts';
import { archivePipeline } from './archive-pipeline.ts';
import { cancelRun } from './cancel-run.ts';
import { completeUpload } from './complete-upload.ts';
import { createPipeline } from './create-pipeline.ts';
import { File } from './file.ts';
import { Order } from './order.ts';
import { Organization } from './organization.ts';
import { Pipeline } from './pipeline.ts';
import { PipelineRun } from './pipeline-run.ts';
import { Query } from './query.ts';
import { runPipeline } from './run-pipeline.ts';
import { runProgressed } from './run-progressed.ts';
import { startUpload } from './start-upload.ts';

/** The resolvers of the data subgraph. */
export const resolvers: Resolvers = {
  Query,
  Mutation: {
    appendUpload,
    archivePipeline,
    cancelRun,
    completeUpload,
    createPipeline,
    runPipeline,
    startUpload,
  },
  Subscription: { runProgressed },
  File,
  Order,
  Organization,
  Pipeline,
  PipelineRun,
};

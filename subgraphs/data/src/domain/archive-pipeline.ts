import type { Caller, Mutate } from '@conea/platform';
import { done, refused, type Outcome } from './outcome.ts';
import type { PipelineStore } from './pipeline.ts';
import { writer } from './tenant.ts';
import { userErrors, type NotFound } from './user-errors.ts';

/** Takes a pipeline out of use; again has no further effect. */
export function createArchivePipeline({ mutate, pipelines }: { mutate: Mutate; pipelines: PipelineStore }) {
  return (caller: Caller, { pipelineId }: { pipelineId: string }) => {
    const { organizationId } = writer(caller);
    const request = { action: 'pipeline.archive', input: { pipelineId } };
    return mutate<Outcome<NotFound>>(caller, request, async (tx) => {
      const isArchived = await pipelines.archive(tx, organizationId, pipelineId);
      return isArchived ? done('Pipeline', pipelineId) : refused([userErrors.notFound('pipelineId', 'pipeline')]);
    });
  };
}

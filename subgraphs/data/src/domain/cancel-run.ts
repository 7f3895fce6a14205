import type { Caller, Mutate } from '@conea/platform';
import { done, refused, type Outcome } from './outcome.ts';
import type { RunStore } from './run.ts';
import { writer } from './tenant.ts';
import { userErrors, type NotFound, type RunFinished } from './user-errors.ts';

/** Stops a run that has not finished. */
export function createCancelRun({ mutate, runs }: { mutate: Mutate; runs: RunStore }) {
  return (caller: Caller, { runId }: { runId: string }) => {
    const { organizationId } = writer(caller);
    const request = { action: 'run.cancel', input: { runId } };
    return mutate<Outcome<NotFound | RunFinished>>(caller, request, async (tx, emit) => {
      const isCancelled = await runs.cancel(tx, organizationId, runId);
      if (isCancelled) {
        emit({ type: 'run.cancelled', subject: runId, data: {} });
        return done('PipelineRun', runId);
      }
      const [run] = await runs.listByIds(organizationId, [runId]);
      if (!run) return refused([userErrors.notFound('runId', 'run')]);
      return refused([userErrors.runFinished()], { type: 'PipelineRun', id: runId });
    });
  };
}

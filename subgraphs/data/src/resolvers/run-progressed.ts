import { ClientError } from '@conea/platform';
import type { RunState } from '../run-progress.ts';
import type { SubscriptionResolvers } from '../schema.generated.ts';

export const runProgressed: NonNullable<SubscriptionResolvers['runProgressed']> = {
  subscribe: async (_, { runId, after }, { runs, runProgress, signal }) => {
    if ((await runs.load(runId)) === null)
      throw new ClientError('NOT_FOUND', 'There is no such run in your organization.');
    return runProgress({ runId, after: after ?? null, find: () => runs.clear(runId).load(runId), signal });
  },
  resolve: (state: RunState) => state,
};

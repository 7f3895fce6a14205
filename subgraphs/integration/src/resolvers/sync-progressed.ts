import { ClientError } from '@conea/platform';
import type { SyncState } from '../changes.ts';
import type { SubscriptionResolvers, SyncProgressedResolvers } from '../schema.generated.ts';

export const syncProgressed: NonNullable<SubscriptionResolvers['syncProgressed']> = {
  subscribe: async (_, { syncId, after }, { syncs, syncProgress, signal }) => {
    if ((await syncs.load(syncId)) === null)
      throw new ClientError('NOT_FOUND', 'There is no such sync in your organization.');
    return syncProgress(syncId, after ?? null, signal);
  },
  resolve: (state: SyncState) => state,
};

export const SyncProgressed: SyncProgressedResolvers = {
  sync: ({ syncId }, _args, { syncs }) => syncs.load(syncId),
};

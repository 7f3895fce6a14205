import type { SyncInProgressResolvers } from '../schema.generated.ts';

export const SyncInProgress: SyncInProgressResolvers = {
  sync: ({ syncId }, _args, { syncs }) => syncs.load(syncId),
};

import { readCount, sumCounts } from '../domain/sync.ts';
import type { ResourceSyncResolvers, SyncProgressResolvers, SyncResolvers } from '../schema.generated.ts';
import { found } from './found.ts';
import { storeResource, syncStatus } from './words.ts';

export const Sync: SyncResolvers = {
  __resolveReference: ({ id }, { syncs }) => syncs.load(id),
  integration: async ({ integrationId }, _args, { integrations }) => found(await integrations.load(integrationId)),
  status: ({ status }) => syncStatus[status],
  progress: async ({ id }, _args, { resourceSyncs }) => sumCounts(await resourceSyncs.load(id)),
  resources: async ({ id }, _args, { resourceSyncs }) => [...(await resourceSyncs.load(id))],
};

export const ResourceSync: ResourceSyncResolvers = {
  resource: ({ resource }) => storeResource[resource],
  status: ({ status }) => syncStatus[status],
  progress: (counts) => counts,
};

export const SyncProgress: SyncProgressResolvers = { read: readCount };

import type { IntegrationResolvers } from '../schema.generated.ts';
import { integrationStatus } from './words.ts';

export const Integration: IntegrationResolvers = {
  __resolveReference: ({ id }, { integrations }) => integrations.load(id),
  organization: ({ organizationId }) => ({ id: organizationId }),
  provider: () => 'SHOPIFY',
  status: ({ status }) => integrationStatus[status],
  notifications: (integration) => integration,
  latestSync: ({ id }, _args, { latestSyncs }) => latestSyncs.load(id),
};

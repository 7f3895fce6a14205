import type { CustomerResolvers } from '../schema.generated.ts';
import { found } from './found.ts';

export const Customer: CustomerResolvers = {
  __resolveReference: ({ id }, { customers }) => customers.load(id),
  integration: async ({ integrationId }, _args, { integrations }) => found(await integrations.load(integrationId)),
  organization: ({ organizationId }) => ({ id: organizationId }),
};

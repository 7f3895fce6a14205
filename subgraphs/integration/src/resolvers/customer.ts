import type { CustomerResolvers } from '../schema.generated.ts';
import { found } from './found.ts';
import { personal } from './personal.ts';

export const Customer: CustomerResolvers = {
  __resolveReference: ({ id }, { customers }) => customers.load(id),
  integration: async ({ integrationId }, _args, { integrations }) => found(await integrations.load(integrationId)),
  organization: ({ organizationId }) => ({ id: organizationId }),
  name: personal('Customer', 'name'),
  email: personal('Customer', 'email'),
  phone: personal('Customer', 'phone'),
  address: personal('Customer', 'address'),
};

import type { ProductResolvers } from '../schema.generated.ts';
import { found } from './found.ts';

const maxVariants = 100;

export const Product: ProductResolvers = {
  __resolveReference: ({ id }, { products }) => products.load(id),
  integration: async ({ integrationId }, _args, { integrations }) => found(await integrations.load(integrationId)),
  organization: ({ organizationId }) => ({ id: organizationId }),
  variants: ({ variants }) => variants.slice(0, maxVariants),
};

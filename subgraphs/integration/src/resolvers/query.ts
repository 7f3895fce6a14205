import type { QueryResolvers } from '../schema.generated.ts';
import { customerPage, integrationPage, orderPage, productPage } from './pages.ts';

export const Query: QueryResolvers = {
  integration: (_, { id }, { integrations }) => integrations.load(id),
  integrations: (_, page, context) => integrationPage(context, page),
  sync: (_, { id }, { syncs }) => syncs.load(id),
  order: (_, { id }, { orders }) => orders.load(id),
  orders: (_, { filter, ...page }, context) => orderPage(context, filter ?? {}, page),
  product: (_, { id }, { products }) => products.load(id),
  products: (_, { filter, ...page }, context) => productPage(context, filter ?? {}, page),
  customer: (_, { id }, { customers }) => customers.load(id),
  customers: (_, { filter, ...page }, context) => customerPage(context, filter ?? {}, page),
};

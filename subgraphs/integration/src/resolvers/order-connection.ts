import type { OrderConnectionResolvers } from '../schema.generated.ts';

export const OrderConnection: OrderConnectionResolvers = {
  totalCount: ({ conditions }, _args, { tenant, countOrders }) =>
    tenant === null ? 0 : countOrders(tenant, conditions),
};

import { ClientError } from '@conea/platform';
import type { OrderChange as Change } from '../changes.ts';
import type { OrderChangeResolvers, SubscriptionResolvers } from '../schema.generated.ts';

export const orderChanged: NonNullable<SubscriptionResolvers['orderChanged']> = {
  subscribe: async (_, { integrationId, after }, { integrations, orderChanges, signal }) => {
    const integration = await integrations.load(integrationId);
    if (integration === null) throw new ClientError('NOT_FOUND', 'There is no such store in your organization.');
    const { organizationId } = integration;
    return orderChanges({ organizationId, integrationId, after: after ?? null }, signal);
  },
  resolve: (change: Change) => change,
};

export const OrderChange: OrderChangeResolvers = {
  order: ({ orderId }, _args, { orders }) => orders.load(orderId),
};

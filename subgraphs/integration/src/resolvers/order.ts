import { sourceKey } from '../context.ts';
import type { OrderLineItemResolvers, OrderResolvers } from '../schema.generated.ts';
import { found } from './found.ts';
import { personal } from './personal.ts';

const maxLineItems = 250;

export const Order: OrderResolvers = {
  __resolveReference: ({ id }, { orders }) => orders.load(id),
  integration: async ({ integrationId }, _args, { integrations }) => found(await integrations.load(integrationId)),
  organization: ({ organizationId }) => ({ id: organizationId }),
  placedAt: ({ createdAt }) => createdAt,
  cancelledAt: ({ cancelledAt }) => (cancelledAt === null ? null : new Date(cancelledAt)),
  isCancelled: ({ cancelledAt }) => cancelledAt !== null,
  customer: ({ integrationId, customerSourceId: sourceId }, _args, { customersBySource }) =>
    sourceId === null ? null : customersBySource.load(sourceKey({ integrationId, sourceId })),
  email: personal('Order', 'email'),
  shippingAddress: personal('Order', 'shippingAddress'),
  lineItems: ({ lineItems, integrationId }) =>
    lineItems.slice(0, maxLineItems).map((line) => ({ ...line, integrationId })),
  lineItemCount: ({ lineItems }) => lineItems.length,
};

export const OrderLineItem: OrderLineItemResolvers = {
  product: ({ integrationId, productSourceId: sourceId }, _args, { productsBySource }) =>
    sourceId === null ? null : productsBySource.load(sourceKey({ integrationId, sourceId })),
};

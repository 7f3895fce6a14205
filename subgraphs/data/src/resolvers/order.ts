import type { OrderResolvers } from '../schema.generated.ts';

export const Order: OrderResolvers = {
  __resolveReference: (order) => order,
  pipelineResult: (order, { pipelineId }, { orderResults }) => orderResults(order, pipelineId),
};

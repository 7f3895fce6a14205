import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const query = /* GraphQL */ `
  query ListOrders($integrationId: ID!, $after: String) {
    orders(filter: { integrationId: $integrationId }, first: 100, after: $after) {
      nodes {
        id
        name
        placedAt
        financialStatus
        email
        lineItemCount
        total {
          amount
          currencyCode
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const order = z.object({
  id: z.string(),
  name: z.string(),
  placedAt: z.string(),
  financialStatus: z.string(),
  email: z.string().nullable(),
  lineItemCount: z.number(),
  total: z.object({ amount: z.string(), currencyCode: z.string() }),
});
const shape = z.object({
  orders: z.object({
    nodes: z.array(order),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** An order as the demo reads it. */
export type Order = z.infer<typeof order>;

export async function listOrders(client: EndpointClient, integrationId: string, narrator: Narrator): Promise<Order[]> {
  narrator.chapter('Read the orders, page by page');
  const orders: Order[] = [];
  for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
    const page: z.infer<typeof shape> = await client.request(query, shape, { integrationId, after });
    orders.push(...page.orders.nodes);
    ({ endCursor: after, hasNextPage } = page.orders.pageInfo);
    narrator.progress(`${orders.length} orders`);
  }
  const [latest] = orders;
  narrator.line(
    `${orders.length} orders in one model, such as ${latest?.name} of ${latest?.total.amount} ${latest?.total.currencyCode}.`,
  );
  return orders;
}

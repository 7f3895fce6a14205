import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator, StoryOptions } from '../story.ts';

const query = /* GraphQL */ `
  subscription OrderChanged($integrationId: ID!) {
    orderChanged(integrationId: $integrationId) {
      changeType
      order {
        id
        name
        total {
          amount
          currencyCode
        }
        organization {
          name
        }
        integration {
          name
          activity {
            eventCount
          }
        }
      }
    }
  }
`;
const change = z.object({
  changeType: z.string(),
  order: z.object({
    id: z.string(),
    name: z.string(),
    total: z.object({ amount: z.string(), currencyCode: z.string() }),
    organization: z.object({ name: z.string() }).nullable(),
    integration: z.object({ name: z.string(), activity: z.object({ eventCount: z.number() }).nullable() }),
  }),
});
const shape = z.object({ orderChanged: change });
const patience = 2_000;

export async function changeAnOrder(
  client: EndpointClient,
  integrationId: string,
  shop: StoryOptions['shop'],
  narrator: Narrator,
) {
  narrator.chapter('A buyer changes an order; the webhook arrives; the open subscription tells');
  const events = client.subscribe(query, shape, { integrationId });
  const next = events.next();
  try {
    for (let tries = 0; tries < 10; tries++) {
      await actAsBuyer(shop);
      const event = await Promise.race([next, pause(patience)]);
      if (!event?.value) continue;
      const { changeType, order } = event.value.orderChanged;
      narrator.line(
        `${changeType}: ${order.name} is now ${order.total.amount} ${order.total.currencyCode} (integration)`,
      );
      narrator.line(
        `of ${order.organization?.name ?? '…'} (identity); the store has ${order.integration.activity?.eventCount ?? '…'} events so far (analytics).`,
      );
      return event.value.orderChanged;
    }
    throw new Error('the change of the order was not delivered');
  } finally {
    await events.return(undefined);
  }
}

/** The buyer is the simulator's: nothing in the shop changes by itself. */
async function actAsBuyer({ url, domain }: StoryOptions['shop']): Promise<void> {
  const response = await fetch(`${url}/simulator/orders/change`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: domain }),
  });
  if (!response.ok) throw new Error(`the simulated shop answers ${response.status}`);
}

const pause = (milliseconds: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), milliseconds));

import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator, StoryOptions } from '../story.ts';

const query = /* GraphQL */ `
  mutation ConnectStore($input: ConnectStoreInput!) {
    connectStore(input: $input) {
      integration {
        id
        name
        isSimulated
      }
      errors {
        ... on UserError {
          message
        }
      }
    }
  }
`;
const shape = z.object({
  connectStore: z.object({
    integration: z.object({ id: z.string(), name: z.string(), isSimulated: z.boolean() }).nullable(),
    errors: z.array(z.object({ message: z.string().optional() })),
  }),
});

export async function connectStore(client: EndpointClient, shop: StoryOptions['shop'], narrator: Narrator) {
  narrator.chapter('Connect the store');
  const credentials = { clientId: shop.clientId, clientSecret: shop.clientSecret };
  const input = { provider: 'SHOPIFY', shopDomain: shop.domain, credentials };
  const { integration, errors } = (await client.request(query, shape, { input })).connectStore;
  if (!integration) throw new Error(errors[0]?.message ?? 'the store was not connected');
  narrator.line(
    `${integration.name} is connected${integration.isSimulated ? ' (a simulated shop)' : ''}; its changes come by webhook.`,
  );
  return integration;
}

import {
  eventLogEnv,
  invalidationEnv,
  parseEnv,
  port,
  routerKeys,
  sealingKeys,
  serverEnv,
  trustEnv,
  type Secrets,
} from '@conea/platform';
import { z } from 'zod';

/** What the integration subgraph reads from the environment and its secrets. */
export const readEnv = (secrets: Secrets) =>
  parseEnv(
    z.object({
      ...serverEnv.shape,
      ...eventLogEnv.shape,
      ...trustEnv.shape,
      ...invalidationEnv.shape,
      PORT: port(4002),
      INTEGRATION_DATABASE_URL: z.url(),
      INTEGRATION_ROUTER_KEYS: routerKeys,
      INTROSPECTION_KEY: z.string().min(16).optional(),
      SECRETS_KEY: sealingKeys,
      WEBHOOK_PORT: port(4012),
      // Where stores reach the webhook listener.
      WEBHOOK_PUBLIC_URL: z.url().default('http://127.0.0.1:4012'),
      // `{shop}` stands for the shop's domain; a URL without it, as of a simulator, gets the domain as its first path segment.
      SHOPIFY_API_BASE_URL: z
        .string()
        .regex(/^https?:\/\/\S+$/, 'expected a URL')
        .default('https://{shop}'),
      // How long Shopify may take until a search finds a change.
      SHOPIFY_INDEX_LAG_SECONDS: z.coerce.number().int().min(0).max(3_600).default(60),
    }),
    secrets,
  );

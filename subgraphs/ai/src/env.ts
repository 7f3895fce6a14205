import {
  eventLogEnv,
  invalidationEnv,
  parseEnv,
  port,
  routerKeys,
  serverEnv,
  trustEnv,
  type Secrets,
} from '@conea/platform';
import { z } from 'zod';

/** What the AI subgraph reads from the environment and its secrets. A provider without a key is not called. */
export const readEnv = (secrets: Secrets) =>
  parseEnv(
    z.object({
      ...serverEnv.shape,
      ...eventLogEnv.shape,
      ...trustEnv.shape,
      ...invalidationEnv.shape,
      PORT: port(4003),
      AI_DATABASE_URL: z.url(),
      AI_ROUTER_KEYS: routerKeys,
      INTROSPECTION_KEY: z.string().min(16).optional(),
      OPENAI_API_KEY: z.string().min(1).optional(),
      OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
      ANTHROPIC_API_KEY: z.string().min(1).optional(),
      ANTHROPIC_BASE_URL: z.url().default('https://api.anthropic.com/v1'),
      /** Chats that this process answers at the same time. */
      CHAT_CONCURRENCY: z.coerce.number().int().min(1).max(1_000).default(32),
    }),
    secrets,
  );

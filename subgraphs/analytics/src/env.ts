import { eventLogEnv, parseEnv, port, routerKeys, serverEnv, trustEnv, type Secrets } from '@conea/platform';
import { z } from 'zod';

/** What the analytics subgraph reads from the environment and its secrets. */
export const readEnv = (secrets: Secrets) =>
  parseEnv(
    z.object({
      ...serverEnv.shape,
      ...eventLogEnv.shape,
      ...trustEnv.shape,
      PORT: port(4005),
      ANALYTICS_DATABASE_URL: z.url(),
      ANALYTICS_ROUTER_KEYS: routerKeys,
      INTROSPECTION_KEY: z.string().min(16).optional(),
    }),
    secrets,
  );

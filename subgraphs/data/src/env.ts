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

const gibibyte = 1024 ** 3;

/** What the data subgraph reads from the environment and its secrets. */
export const readEnv = (secrets: Secrets) =>
  parseEnv(
    z.object({
      ...serverEnv.shape,
      ...eventLogEnv.shape,
      ...trustEnv.shape,
      ...invalidationEnv.shape,
      PORT: port(4004),
      DATA_DATABASE_URL: z.url(),
      DATA_ROUTER_KEYS: routerKeys,
      INTROSPECTION_KEY: z.string().min(16).optional(),
      // Holds uploaded files and the results of runs.
      FILES_DIRECTORY: z.string().min(1),
      // Sizes are `integer` in Postgres and Int in GraphQL.
      MAX_FILE_BYTES: z.coerce.number().int().min(1).max(2_147_483_647).default(gibibyte),
      MAX_ROW_BYTES: z.coerce.number().int().min(1_024).max(2_097_152).default(1_048_576),
      ENGINE_MEMORY_LIMIT: z
        .string()
        .regex(/^\d+(MB|GB)$/, 'expected a size such as 512MB')
        .default('512MB'),
      ENGINE_THREADS: z.coerce.number().int().min(1).max(64).default(2),
      RUN_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(1),
    }),
    secrets,
  );

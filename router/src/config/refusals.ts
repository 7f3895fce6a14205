import { z } from 'zod';
import { duration } from './duration.ts';

/** Where the router reports what it refused: for each caller and interval how often, and why. */
export const refusalsConfig = z
  .strictObject({
    /** Empty, or not in the supergraph: nothing is reported. */
    subgraph: z.string().default(''),
    /** Where the subgraph is told, by a signed POST. */
    path: z.string().startsWith('/').default('/refusals'),
    interval: duration.prefault('60s'),
    /** Callers and reasons in one report, those above are counted together. */
    max_callers: z.int().min(1).max(2_000).default(1_000),
    timeout: duration.prefault('5s'),
  })
  .prefault({});

export type RefusalsConfig = z.infer<typeof refusalsConfig>;

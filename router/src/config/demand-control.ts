import { z } from 'zod';

/** What a single operation may cost. */
export const demandControlConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    /** `measure` tells the cost and refuses nothing. */
    mode: z.enum(['measure', 'enforce']).default('measure'),
    strategy: z
      .strictObject({
        static_estimated: z
          .strictObject({
            /** The length of a list without `@listSize`. */
            list_size: z.int().min(0).default(10),
            /** The most that one operation may be estimated at. */
            max: z.int().min(1).default(10_000),
          })
          .prefault({}),
      })
      .prefault({}),
  })
  .prefault({});

export type DemandControlConfig = z.infer<typeof demandControlConfig>;

import { z } from 'zod';

/** The schema that is served. */
export const supergraphConfig = z
  .strictObject({
    /** A composed supergraph SDL; relative to the working directory. */
    path: z.string().optional(),
    /** Whether clients may ask for the schema. */
    introspection: z.boolean().default(true),
    /** Whether clients may ask for the plan of their operation with `Apollo-Expose-Query-Plan`. */
    expose_query_plan: z.boolean().default(false),
  })
  .prefault({});

export type SupergraphConfig = z.infer<typeof supergraphConfig>;

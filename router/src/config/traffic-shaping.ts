import { z } from 'zod';
import { duration } from './duration.ts';

/** How the router calls the subgraphs. */
export const trafficShapingConfig = z
  .strictObject({
    all: z
      .strictObject({
        /** For one whole answer of a subgraph. */
        timeout: duration.prefault('10s'),
      })
      .prefault({}),
  })
  .prefault({});

export type TrafficShapingConfig = z.infer<typeof trafficShapingConfig>;

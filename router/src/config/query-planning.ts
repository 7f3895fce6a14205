import { z } from 'zod';
import { duration } from './duration.ts';

/** Where and how long operations are planned. A plan that is known costs nothing of this. */
export const queryPlanningConfig = z
  .strictObject({
    /** Threads beside the one that answers requests; 0: it plans by itself, and answers nobody meanwhile. */
    workers: z.int().min(0).max(64).default(2),
    /** Operations that wait for a worker; more are refused. */
    max_queued: z.int().min(1).default(200),
    /** For one operation, the wait for a worker included. */
    timeout: duration.prefault('10s'),
    /** The longest that a start waits until operations of the schema were prepared, so that the first of a client takes no longer than later ones; 0: none are. */
    warm_up: duration.prefault('2s'),
  })
  .prefault({});

export type QueryPlanningConfig = z.infer<typeof queryPlanningConfig>;

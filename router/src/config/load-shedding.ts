import { z } from 'zod';
import { duration } from './duration.ts';

/** When one process of the router refuses what is new, so that it can finish what it has. */
export const loadSheddingConfig = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** How late the event loop may be, on average over a sample. */
    max_event_loop_delay: duration.prefault('1s'),
    /** The part of its time that the event loop may be busy; null: all of it, which a router is that has enough to do. */
    max_event_loop_utilization: z.number().min(0).max(1).nullable().default(null),
    /** The part of V8's limit that may be in use. */
    max_heap_utilization: z.number().min(0).max(1).default(0.95),
    /** Operations that are being answered; a subscription is no longer one of them when it stands. */
    max_requests_in_flight: z.int().min(1).default(10_000),
    /** How often that is looked at. */
    sample_interval: duration.refine((time) => time >= 10, 'expected 10ms or more').prefault('250ms'),
    /** How long everything has to be well below its limit until requests are taken again. */
    recovery_time: duration.prefault('2s'),
    /** When somebody who was refused may come again; whole seconds. */
    retry_after: duration.prefault('2s'),
  })
  .prefault({});

export type LoadSheddingConfig = z.infer<typeof loadSheddingConfig>;

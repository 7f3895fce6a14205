import { z } from 'zod';
import { duration } from './duration.ts';

/** A process that stops is ended after 15 seconds, and its streams need some of them. */
const maxDelay = 10_000;

/** What balancers are told. */
export const healthCheckConfig = z
  .strictObject({
    /** How long a stopping router says that it is not ready, and still answers, before it closes anything. */
    drain_delay: duration.prefault('0s').refine((delay) => delay <= maxDelay, 'may be 10s at the most'),
  })
  .prefault({});

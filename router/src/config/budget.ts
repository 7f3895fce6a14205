import { z } from 'zod';
import { duration } from './duration.ts';

/** Cost units per window; null is unlimited. */
const limit = z.int().min(0).nullable();

/** What a caller may spend in a sliding window. It needs `demand_control`, which says what things cost. */
export const budgetConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    /** `measure` tells what is left and refuses nothing. */
    mode: z.enum(['measure', 'enforce']).default('measure'),
    window: duration.prefault('1h'),
    /** For a caller that is not signed in, by address (IPv6: by /64). */
    anonymous: limit.default(1_000),
    /** For a signed-in user, by role. */
    roles: z.record(z.string(), limit).default({ admin: null, user: 1_000, viewer: 1_000 }),
    /** For all users of one organization together. */
    tenant: limit.default(null),
    /** For users (`usr_…`), API keys (`key_…`), organizations (`org_…`) or addresses by name, in place of the above. */
    overrides: z.record(z.string(), limit).default({}),
    /** The part of each limit that one router grants by itself while Redis is lost. */
    local_share: z.number().min(0).max(1).default(0.25),
    /** Whether clients may ask for `rateLimit { limit cost remaining resetAt used }`. */
    rate_limit_field: z.boolean().default(false),
    /** How many callers are remembered without Redis. */
    max_callers: z.int().min(1).default(100_000),
    /** Root fields of mutations that one address may ask for only so often, whatever they cost: sign-in and the like. */
    attempts: z
      .strictObject({
        fields: z.array(z.string()).default([]),
        limit: z.int().min(1).default(60),
        window: duration.prefault('10m'),
      })
      .prefault({}),
  })
  .prefault({});

export type BudgetConfig = z.infer<typeof budgetConfig>;

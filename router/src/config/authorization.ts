import { z } from 'zod';

/** What callers may do. */
export const authorizationConfig = z
  .strictObject({
    /** Whether every anonymous request is refused, on every transport. */
    require_authentication: z.boolean().default(false),
  })
  .prefault({});

export type AuthorizationConfig = z.infer<typeof authorizationConfig>;

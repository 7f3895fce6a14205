import { z } from 'zod';

const count = z.int().min(0).max(1_000_000);

/** What goes wrong on purpose; everything is off at first. */
export const faultsShape = z.strictObject({
  /** The next calls of the Admin API are throttled: an error within a 200, or a 429 with Retry-After. */
  throttleMode: z.enum(['http200', 'http429']).default('http200'),
  throttledCalls: count.default(0),
  /** The next calls of the Admin API fail with this status. */
  failureStatus: z.union([401, 402, 403, 404, 423, 500, 502, 503].map((status) => z.literal(status))).default(503),
  failingCalls: count.default(0),
  /** The next cursors are refused as expired. */
  expiredCursors: count.default(0),
  /** Milliseconds that each call of the Admin API takes longer. */
  latency: count.default(0),
  /** How often each webhook is delivered on top of the first time, with the same id. */
  duplicates: z.int().min(0).max(20).default(0),
  /** Webhooks are held for half a second and sent in reverse order. */
  isReordered: z.boolean().default(false),
  /** Webhooks get lost. */
  isDropping: z.boolean().default(false),
  /** `previous` signs with the secret before the last rotation; `alternating` with each in turn. */
  signedWith: z.enum(['current', 'previous', 'alternating']).default('current'),
});

export type Faults = z.infer<typeof faultsShape>;

export function createFaults(): Faults {
  return faultsShape.parse({});
}

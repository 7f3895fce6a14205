import { z } from 'zod';

/** The roles of the platform, weakest last. */
export const roles = ['admin', 'user', 'viewer'] as const;

const user = z.strictObject({
  id: z.string(),
  organizationId: z.string(),
  role: z.enum(roles),
  scopes: z.array(z.string()).readonly(),
  sessionId: z.string(),
  expiresAt: z.number(),
  budget: z.number().int().positive().optional(),
  impersonatorId: z.string().optional(),
});

const caller = z.strictObject({
  requestId: z.string(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  user: user.nullable(),
});

/**
 * The signed-in user behind a request; `expiresAt` is in unix seconds, `budget` what an API key may cost in an hour. `impersonatorId` is somebody else who
 * acts as this user (`act.sub` of RFC 8693): whatever is recorded says both.
 */
export type CallerUser = z.infer<typeof user>;

/** Who asks: the router verified it, a subgraph trusts it because the router signed it. */
export type Caller = z.infer<typeof caller>;

/** The header form of a caller: base64url of its JSON. */
export function encodeCaller(value: Caller): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Reads the header form back; throws when it is not a caller. */
export function parseCaller(encoded: string): Caller {
  return caller.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
}

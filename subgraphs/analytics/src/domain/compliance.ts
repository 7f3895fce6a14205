import { ClientError } from '@conea/platform';

/** What one user did to one thing in a period. */
export type Access = {
  actorId: string | null;
  resourceType: string | null;
  resourceId: string | null;
  actionCount: number;
  failureCount: number;
  thingCount: number;
  lastAt: Date;
};

/** How often one action of one user was refused in a period. */
export type Failure = { action: string; actorId: string | null; failureCount: number; lastAt: Date };

/** Why a router refuses somebody, as its reports say it. */
export const refusalReasons = ['unauthorized', 'invalid_credentials', 'rate_limited'] as const;
export const refusalAction = 'request.refuse';

/** How often routers refused one caller in a period for one reason. */
export type RequestRefusal = {
  reason: (typeof refusalReasons)[number];
  actorId: string | null;
  network: string | null;
  count: number;
  lastAt: Date;
};

export type Period = { from: Date; to: Date };

const maxDays = 400;

/** Which actions change what somebody may do, and which touch keys and secrets: patterns of Postgres. */
export const actionPatterns = {
  role: '(role|member|invitation|impersonat)',
  key: '(^|[._])(api_key|key|keys|secret|signing_key|passkey)([._]|$)|rotate',
  /** Looking at something changes nothing. */
  read: '[.](read|list|export)$',
} as const;

/** A period that a report can be made of; throws BAD_USER_INPUT for an empty or endless one. */
export function parsePeriod({ from, to }: Period): Period {
  if (to <= from) throw new ClientError('BAD_USER_INPUT', '`to` is after `from`.');
  if (to.getTime() - from.getTime() > maxDays * 86_400_000)
    throw new ClientError('BAD_USER_INPUT', `A period has ${maxDays} days at most.`);
  return { from, to };
}

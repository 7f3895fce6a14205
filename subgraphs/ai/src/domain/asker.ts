import { forbidden, permits, unauthenticated, type Caller, type CallerUser } from '@conea/platform';

/** Who asks models at the cost of their organization; throws UNAUTHENTICATED, and FORBIDDEN for who may not. */
export function askerOf({ user }: Caller): CallerUser {
  if (user === null) throw unauthenticated();
  if (!permits(user.scopes, 'execute:ai_requests')) throw forbidden();
  return user;
}

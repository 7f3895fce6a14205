import type { CallerUser } from '@conea/platform';
import type { Line } from './access-log.ts';

/** What the access log may say of who asks. */
export const callerLine = (user: CallerUser | null): Line => ({
  caller: user?.role ?? 'anonymous',
  userId: user?.id,
  organizationId: user?.organizationId,
  // Only where it is so: a line says nothing of the many.
  isImpersonated: user?.impersonatorId === undefined ? undefined : true,
  impersonatorId: user?.impersonatorId,
});

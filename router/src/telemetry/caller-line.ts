import type { CallerUser } from '@conea/platform';
import type { Line } from './access-log.ts';

/** What the access log may say of who asks. */
export const callerLine = (user: CallerUser | null): Line => ({
  caller: user?.role ?? 'anonymous',
  userId: user?.id,
  organizationId: user?.organizationId,
});

import type { Caller } from '@conea/platform';
import type { SubscriptionConfig } from '../config/subscription.ts';

/** What an answer can depend on. */
export type Dependence = SubscriptionConfig['deduplication']['fields'][string]['depends_on'];

/**
 * A text that is the same for callers whose answers are. A new token of the same session is no other caller, and neither is another
 * address or browser: subgraphs answer by who asks and by what is granted.
 */
export function callerClass({ user }: Caller, dependence: Dependence): string {
  if (dependence === 'nobody') return '';
  if (user === null) return 'anonymous';
  const granted = [user.organizationId, user.role, [...user.scopes].sort()];
  return JSON.stringify(dependence === 'tenant' ? granted : [user.id, user.sessionId, ...granted]);
}

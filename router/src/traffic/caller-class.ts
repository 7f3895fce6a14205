import type { Caller, CallerUser } from '@conea/platform';
import type { SubscriptionConfig } from '../config/subscription.ts';

/** What an answer can depend on. */
export type Dependence = SubscriptionConfig['deduplication']['fields'][string]['depends_on'];

/**
 * A text that is the same for callers whose answers are: the one key of everything that is shared or held. A new token of the same
 * session is no other caller, and neither is another address or browser: subgraphs answer by who asks and by what is granted.
 */
export function callerClass({ user }: Caller, dependence: Dependence = 'caller'): string {
  if (dependence === 'nobody') return '';
  if (user === null) return 'anonymous';
  return dependence === 'tenant' ? JSON.stringify(grantedTo(user)) : ownClass(user);
}

const grantedTo = ({ organizationId, role, scopes }: CallerUser) => [organizationId, role, [...scopes].sort()];

const ownClasses = new WeakMap<CallerUser, string>();

/** A request asks for it with each of its fetches. */
function ownClass(user: CallerUser): string {
  const known = ownClasses.get(user);
  if (known !== undefined) return known;
  const own = JSON.stringify([user.id, user.sessionId, ...grantedTo(user)]);
  ownClasses.set(user, own);
  return own;
}

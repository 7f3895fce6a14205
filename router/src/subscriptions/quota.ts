import { ClientError, type Caller } from '@conea/platform';
import type { SubscriptionConfig } from '../config/subscription.ts';

/** Counts what is open in this router: `take` answers how to give it back, or throws SUBSCRIPTION_MAX_LIMIT. */
export function createQuota({
  max_opened_subscriptions: max,
  max_subscriptions_per_user: maxPerUser,
}: Pick<SubscriptionConfig, 'max_opened_subscriptions' | 'max_subscriptions_per_user'>) {
  const openOf = new Map<string, number>();
  let open = 0;
  const change = (owner: string, by: number) => {
    open += by;
    const now = (openOf.get(owner) ?? 0) + by;
    if (now === 0) openOf.delete(owner);
    else openOf.set(owner, now);
  };
  return {
    opened: () => open,
    take: ({ user, ip }: Caller): (() => void) => {
      const owner = user ? `user ${user.id}` : `address ${ip}`;
      if (open >= max) throw refused('The router has as many subscriptions as it may have.');
      if ((openOf.get(owner) ?? 0) >= maxPerUser) throw refused(`A user may have ${maxPerUser} subscriptions.`);
      change(owner, 1);
      return () => change(owner, -1);
    },
  };
}

const refused = (message: string) => new ClientError('SUBSCRIPTION_MAX_LIMIT', message, { status: 503 });

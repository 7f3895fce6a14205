import { ClientError, type Caller } from '@conea/platform';
import type { CountSubscription, SubscriptionLimits } from './subscription-count.ts';

/** Lets in as many subscriptions as there may be. */
export type Quota = {
  /** How many are open in this process. */
  opened(): number;
  /** Takes a place for one subscription and answers how to give it back; throws SUBSCRIPTION_MAX_LIMIT. */
  take(caller: Caller): Promise<() => void>;
};

export function createQuota(
  { max_subscriptions_per_user: maxPerUser }: SubscriptionLimits,
  count: CountSubscription,
): Quota {
  let opened = 0;
  return {
    opened: () => opened,
    take: async ({ user, ip }) => {
      const { verdict, giveBack } = await count(user ? `user ${user.id}` : `address ${ip}`);
      if (verdict === 'router_is_full') throw refused('The router has as many subscriptions as it may have.');
      if (verdict === 'owner_is_full') throw refused(`A user may have ${maxPerUser} subscriptions.`);
      opened++;
      return () => {
        opened--;
        giveBack();
      };
    },
  };
}

const refused = (message: string) => new ClientError('SUBSCRIPTION_MAX_LIMIT', message, { status: 503 });

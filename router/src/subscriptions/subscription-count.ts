import { z } from 'zod';
import type { SubscriptionConfig } from '../config/subscription.ts';

export type SubscriptionLimits = Pick<SubscriptionConfig, 'max_opened_subscriptions' | 'max_subscriptions_per_user'>;

/** Whether one more may be opened, or which limit is in the way. */
export const verdicts = z.enum(['granted', 'router_is_full', 'owner_is_full']);

/** Counts one more subscription of somebody, if that may be. `giveBack` says, once, that it is open no longer. */
export type CountSubscription = (owner: string) => Promise<{
  verdict: z.infer<typeof verdicts>;
  giveBack(): void;
}>;

/** Counts in this process. */
export function createSubscriptionCount({
  max_opened_subscriptions: max,
  max_subscriptions_per_user: maxPerOwner,
}: SubscriptionLimits): CountSubscription {
  const openOf = new Map<string, number>();
  let open = 0;
  const change = (owner: string, by: number) => {
    open += by;
    const now = (openOf.get(owner) ?? 0) + by;
    if (now === 0) openOf.delete(owner);
    else openOf.set(owner, now);
  };
  const nothing = () => {};
  return async (owner) => {
    if (open >= max) return { verdict: 'router_is_full', giveBack: nothing };
    if ((openOf.get(owner) ?? 0) >= maxPerOwner) return { verdict: 'owner_is_full', giveBack: nothing };
    change(owner, 1);
    return { verdict: 'granted', giveBack: () => change(owner, -1) };
  };
}

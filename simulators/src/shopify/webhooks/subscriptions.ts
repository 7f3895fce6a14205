import type { TopicName } from './topics.ts';

/** A webhook subscription of the app in one shop. */
export type WebhookSubscription = {
  id: string;
  topic: TopicName;
  uri: string;
  name: string | null;
  createdAt: Date;
  /** Attempts in a row that failed; a success sets it to zero. */
  consecutiveFailures: number;
};

/** Subscriptions of every shop, kept by shop and id; `onChange` is called when one comes or goes. */
export function createSubscriptions(onChange: () => void) {
  const byShop = new Map<string, Map<string, WebhookSubscription>>();
  const of = (domain: string) => {
    const subscriptions = byShop.get(domain) ?? new Map<string, WebhookSubscription>();
    byShop.set(domain, subscriptions);
    return subscriptions;
  };
  return {
    list: (domain: string) => [...of(domain).values()],
    add: (domain: string, subscription: WebhookSubscription) => {
      of(domain).set(subscription.id, subscription);
      onChange();
    },
    remove: (domain: string, id: string) => {
      const isRemoved = of(domain).delete(id);
      onChange();
      return isRemoved;
    },
    get: (domain: string, id: string) => of(domain).get(id),
  };
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;

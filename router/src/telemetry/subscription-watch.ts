import type { SubscriptionWatch } from '../subscriptions/subscribe.ts';
import type { RouterMetrics } from './metrics.ts';

export function createSubscriptionWatch(metrics: RouterMetrics): SubscriptionWatch {
  return {
    onOpen: ({ clients, sources }) => {
      metrics.read.subscriptions(clients);
      metrics.read.subscriptionSources(sources);
    },
    onEvent: (dropped) => {
      metrics.subscriptionEvent({});
      if (dropped > 0) metrics.subscriptionEventDropped({}, dropped);
    },
  };
}

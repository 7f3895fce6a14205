import { ClientError } from '@conea/platform';
import { z } from 'zod';
import type { Bus } from '../cluster/bus.ts';
import type { Hub } from '../cluster/hub.ts';
import {
  createSubscriptionCount,
  verdicts,
  type CountSubscription,
  type SubscriptionLimits,
} from './subscription-count.ts';

const topics = { take: 'subscription take', giveBack: 'subscription give back' } as const;
const asked = z.object({ id: z.number(), owner: z.string() });

/** Counts the subscriptions of all workers; those of one that ended are open no longer. */
export function serveSubscriptionCount(hub: Hub, limits: SubscriptionLimits): void {
  const take = createSubscriptionCount(limits);
  const open = new Map<number, Map<number, () => void>>();
  hub.on(topics.take, async (question, worker) => {
    const { id, owner } = asked.parse(question);
    const { verdict, giveBack } = await take(owner);
    const ofWorker = open.get(worker) ?? new Map<number, () => void>();
    open.set(worker, ofWorker.set(id, giveBack));
    return verdict;
  });
  hub.on(topics.giveBack, (told, worker) => {
    const id = z.number().parse(told);
    open.get(worker)?.get(id)?.();
    open.get(worker)?.delete(id);
  });
  hub.onRemove((worker) => {
    for (const giveBack of open.get(worker)?.values() ?? []) giveBack();
    open.delete(worker);
  });
}

/** Has the primary count. Throws SERVICE_UNAVAILABLE when it does not answer. */
export function createClusterCount(bus: Bus): CountSubscription {
  let count = 0;
  return async (owner) => {
    const id = count++;
    const giveBack = () => bus.tell(topics.giveBack, id);
    try {
      return { verdict: verdicts.parse(await bus.ask(topics.take, { id, owner })), giveBack };
    } catch {
      giveBack();
      throw new ClientError('SERVICE_UNAVAILABLE', 'Subscriptions cannot be counted now. Try again.', { status: 503 });
    }
  };
}

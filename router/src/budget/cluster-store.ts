import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Bus } from '../cluster/bus.ts';
import type { Hub } from '../cluster/hub.ts';
import type { BudgetStore, Spending } from './store.ts';

const topics = { spend: 'budget spend', refund: 'budget refund' } as const;

const spend = z.object({
  id: z.number(),
  claims: z.array(z.object({ key: z.string(), limit: z.number(), window: z.number() })),
  cost: z.number(),
});
const refund = z.object({ id: z.number(), cost: z.number() });
const outcome = z.object({
  isGranted: z.boolean(),
  remaining: z.array(z.number()),
  retryAfter: z.number(),
  resetAfter: z.number(),
});

/** Of operations that are under way in all workers; one that is forgotten gives nothing back. */
const maxRefundable = 50_000;

/** Lets all workers spend from the budgets of their primary. */
export function serveBudgets(hub: Hub, store: BudgetStore): void {
  const granted = new LRUCache<string, Spending>({ max: maxRefundable });
  hub.on(topics.spend, async (asked, worker) => {
    const { id, claims, cost } = spend.parse(asked);
    const spending = await store.spend(claims, cost);
    if (spending.isGranted && cost > 0) granted.set(`${worker} ${id}`, spending);
    return outcome.parse(spending);
  });
  hub.on(topics.refund, (told, worker) => {
    const { id, cost } = refund.parse(told);
    return granted.get(`${worker} ${id}`)?.refund(cost);
  });
}

/** The budgets that the primary keeps for all workers. Rejects when it does not answer; what it grants too late is given back. */
export function createClusterBudgets(bus: Bus): BudgetStore {
  let count = 0;
  return {
    spend: async (claims, cost) => {
      const id = count++;
      const giveBack = (unneeded: number) => bus.tell(topics.refund, { id, cost: unneeded });
      const plain = claims.map(({ key, limit, window }) => ({ key, limit, window }));
      const answer = await bus.ask(topics.spend, { id, claims: plain, cost }).catch((error: unknown) => {
        giveBack(cost);
        throw error;
      });
      return { ...outcome.parse(answer), refund: async (unneeded) => giveBack(unneeded) };
    },
  };
}

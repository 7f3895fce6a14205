import type { Logger } from '@conea/platform';
import type { BudgetStore, Claim } from './store.ts';

const pause = 1_000;

/**
 * The shared budgets; while they are lost, this router grants a share of each limit by itself. A lost store is tried again after a second,
 * so that a slow failure does not slow every request.
 */
export function createSharedBudgets(shared: BudgetStore, local: BudgetStore, share: number, log: Logger): BudgetStore {
  let lostUntil = 0;
  const partOf = (claims: readonly Claim[]) =>
    claims.map((claim) => ({ ...claim, limit: Math.floor(claim.limit * share) }));
  return {
    spend: async (claims, cost) => {
      if (Date.now() < lostUntil) return local.spend(partOf(claims), cost);
      try {
        return await shared.spend(claims, cost);
      } catch (error) {
        if (lostUntil === 0 || Date.now() - lostUntil > pause) log.warn({ err: error }, 'shared budgets lost');
        lostUntil = Date.now() + pause;
        return local.spend(partOf(claims), cost);
      }
    },
  };
}

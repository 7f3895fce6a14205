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
  const attempt = async <Result>(work: () => Promise<Result>, otherwise: () => Promise<Result>): Promise<Result> => {
    if (Date.now() < lostUntil) return otherwise();
    try {
      return await work();
    } catch (error) {
      if (lostUntil === 0 || Date.now() - lostUntil > pause) log.warn({ err: error }, 'shared budgets lost');
      lostUntil = Date.now() + pause;
      return otherwise();
    }
  };
  return {
    spend: (claims, cost) =>
      attempt(
        () => shared.spend(claims, cost),
        () => local.spend(partOf(claims), cost),
      ),
    refund: (claims, slice, cost) =>
      attempt(
        () => shared.refund(claims, slice, cost),
        () => local.refund(claims, slice, cost),
      ),
  };
}

import { LRUCache } from 'lru-cache';
import { slices, type BudgetStore, type Claim } from './store.ts';

/** Budgets of one router, in its memory. */
export function createMemoryBudgets({ max, now = Date.now }: { max: number; now?: () => number }): BudgetStore {
  const spent = new LRUCache<string, Map<number, number>>({ max });
  const windowOf = ({ key, window }: Claim, time: number) => {
    const width = window / slices;
    const slice = Math.floor(time / width);
    const costs = spent.get(key) ?? new Map<number, number>();
    for (const old of costs.keys()) if (old < slice - slices) costs.delete(old);
    return { costs, slice, width, used: [...costs.values()].reduce((sum, cost) => sum + cost, 0) };
  };
  return {
    spend: async (claims, cost) => {
      const time = now();
      const windows = claims.map((claim) => ({ ...claim, ...windowOf(claim, time) }));
      const waits = windows.map(({ limit, costs, used, width }) =>
        used + cost <= limit ? 0 : waitFor(used + cost - limit, costs, width, time),
      );
      const isGranted = waits.every((wait) => wait === 0);
      for (const { key, costs, slice } of isGranted && cost > 0 ? windows : []) {
        costs.set(slice, (costs.get(slice) ?? 0) + cost);
        spent.set(key, costs);
      }
      const [first] = windows;
      const oldest = first && Math.min(...first.costs.keys());
      return {
        isGranted,
        remaining: windows.map(({ limit, used }) => Math.max(0, limit - used - (isGranted ? cost : 0))),
        retryAfter: Math.max(0, ...waits),
        resetAfter: first && oldest !== undefined && Number.isFinite(oldest) ? leaves(oldest, first.width) - time : 0,
        refund: async (unneeded) => {
          for (const { costs, slice } of windows) {
            const charged = costs.get(slice);
            if (charged !== undefined) costs.set(slice, Math.max(0, charged - unneeded));
          }
        },
      };
    },
  };
}

/** When a slice no longer counts. */
const leaves = (slice: number, width: number) => (slice + slices + 1) * width;

/** Milliseconds until so many units are forgotten. What no window can hold has to wait for a whole one. */
function waitFor(excess: number, costs: ReadonlyMap<number, number>, width: number, time: number): number {
  let freed = 0;
  for (const [slice, cost] of [...costs].toSorted(([a], [b]) => a - b)) {
    freed += cost;
    if (freed >= excess) return Math.ceil(leaves(slice, width) - time);
  }
  return Math.ceil(width * slices);
}

import type { Logger, Redis } from '@conea/platform';
import type { Bus } from '../cluster/bus.ts';
import type { RouterConfig } from '../config/config.ts';
import { createCharge, type ChargeStage } from '../stages/charge.ts';
import { createClusterBudgets } from './cluster-store.ts';
import { createMemoryBudgets } from './memory-store.ts';
import { createPolicy } from './policy.ts';
import { createRedisBudgets } from './redis-store.ts';
import { createSharedBudgets } from './shared-store.ts';

/**
 * Charging as it is configured: with budgets that the routers share where there is a Redis, and that the
 * workers of one router share in any case. Null when it is switched off.
 */
export function createCharging(
  { demand_control: demandControl, budget }: RouterConfig,
  { redis, bus }: { redis: Redis | null; bus: Bus | null },
  log: Logger,
): ChargeStage | null {
  if (!demandControl.enabled) return null;
  const local = createMemoryBudgets({ max: budget.max_callers });
  const shared = redis ? createRedisBudgets(redis) : bus && createClusterBudgets(bus);
  const store = shared ? createSharedBudgets(shared, local, budget.local_share, log) : local;
  return createCharge({ demandControl, budget, store, claimsOf: createPolicy(budget) });
}

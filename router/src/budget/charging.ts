import type { Logger } from '@conea/platform';
import type { RouterConfig } from '../config/config.ts';
import type { Redis } from '../redis.ts';
import { createCharge, type ChargeStage } from '../stages/charge.ts';
import { createMemoryBudgets } from './memory-store.ts';
import { createPolicy } from './policy.ts';
import { createRedisBudgets } from './redis-store.ts';
import { createSharedBudgets } from './shared-store.ts';

/** Charging as it is configured: with budgets that the routers share where there is a Redis. Null when it is switched off. */
export function createCharging(
  { demand_control: demandControl, budget }: RouterConfig,
  redis: Redis | null,
  log: Logger,
): ChargeStage | null {
  if (!demandControl.enabled) return null;
  const local = createMemoryBudgets({ max: budget.max_callers });
  const store = redis ? createSharedBudgets(createRedisBudgets(redis), local, budget.local_share, log) : local;
  return createCharge({ demandControl, budget, store, claimsOf: createPolicy(budget) });
}

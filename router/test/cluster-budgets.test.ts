import { afterEach, describe, expect, it } from '@jest/globals';
import { createClusterBudgets, serveBudgets } from '../src/budget/cluster-store.ts';
import { createMemoryBudgets } from '../src/budget/memory-store.ts';
import { createSharedBudgets } from '../src/budget/shared-store.ts';
import { createBus } from '../src/cluster/bus.ts';
import { createHub } from '../src/cluster/hub.ts';
import { silentLog } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { describeBudgets } from './budget-contract.ts';
import { createCable } from './support/process-cable.ts';

const cables: ReturnType<typeof createCable>[] = [];
afterEach(() => cables.splice(0).forEach(({ close }) => close()));

/** The budgets of one primary, as each of its workers sees them. */
function openBudgets(workers = 1) {
  const hub = createHub();
  serveBudgets(hub, createMemoryBudgets({ max: 1_000 }));
  return Array.from({ length: workers }, (_, worker) => {
    const cable = createCable();
    cables.push(cable);
    hub.add(worker, cable.primary);
    return { cable, store: createClusterBudgets(createBus(cable.worker)) };
  });
}
const claim = { key: 'k', limit: 100, window: 3_600_000 };

describeBudgets('the primary of workers', () => {
  const [worker] = openBudgets();
  if (!worker) throw new Error('there is no worker');
  return worker.store;
});

describe('budgets of several workers', () => {
  it('are one budget', async () => {
    const workers = openBudgets(4);
    const asked = workers.flatMap(({ store }) => Array.from({ length: 50 }, () => store.spend([claim], 1)));
    expect((await Promise.all(asked)).filter(({ isGranted }) => isGranted)).toHaveLength(100);
  });

  it('are a share each while the primary does not answer, and whole again when it has come round', async () => {
    const [worker] = openBudgets();
    if (!worker) throw new Error('there is no worker');
    const store = createSharedBudgets(worker.store, createMemoryBudgets({ max: 10 }), 0.1, silentLog);
    worker.cable.cut();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.spend([claim], 1)));
    expect(outcomes.filter(({ isGranted }) => isGranted)).toHaveLength(10);
    worker.cable.mend();
    await until('the primary is asked again', async () => (await store.spend([claim], 0)).remaining[0] === 100);
  });
});

import { createInstruments, createMetrics, type Lifecycle, type Logger } from '@conea/platform';
import { serveBudgets } from '../budget/cluster-store.ts';
import { createMemoryBudgets } from '../budget/memory-store.ts';
import { serveInvalidations } from '../cache/cluster-invalidations.ts';
import type { RouterConfig } from '../config/config.ts';
import { serveQueries } from '../persisted/cluster-queries.ts';
import { serveSubscriptionCount } from '../subscriptions/cluster-count.ts';
import { serveClusterMetrics } from './cluster-metrics.ts';
import { createHub } from './hub.ts';
import { watchPulse } from './pulse.ts';
import { serveReadiness } from './readiness.ts';
import { createSupervisor } from './supervisor.ts';

export type PrimaryOptions = {
  config: RouterConfig;
  workers: number;
  lifecycle: Lifecycle;
  log: Logger;
  /** Ends this process. */
  exit(code: number): void;
};

/** The process that starts the workers of a router and keeps what they share. It serves no requests. */
export async function runPrimary({ config, workers, lifecycle, log, exit }: PrimaryOptions): Promise<void> {
  const hub = createHub();
  const registry = createMetrics('router');
  const { counter, gauge } = createInstruments(registry);
  const countRestart = counter({ name: 'router_worker_restarts_total', help: 'Workers that were started again.' });
  const tellWorkers = gauge({ name: 'router_workers', help: 'Workers that serve.' });
  const supervisor = createSupervisor({
    ...{ count: workers, hub, log },
    onRestart: () => countRestart({}),
    onReady: (ready) => tellWorkers({}, ready),
    onGiveUp: () => {
      log.fatal('workers end as soon as they are started');
      exit(1);
    },
  });
  serveBudgets(hub, createMemoryBudgets({ max: config.budget.max_callers }));
  serveQueries(hub, config.apq);
  serveSubscriptionCount(hub, config.subscription);
  serveInvalidations(hub);
  serveReadiness(hub, supervisor.isReady);
  serveClusterMetrics(hub, registry);
  lifecycle.onStop('workers', supervisor.stop);
  lifecycle.onStop(
    'pulse',
    watchPulse(hub, (worker) => {
      log.error({ worker }, 'worker does not answer');
      supervisor.kill(worker);
    }),
  );
  process.on('SIGHUP', () => supervisor.signalAll('SIGHUP'));
  const code = await supervisor.start();
  if (code !== null) exit(code);
  else log.info({ workers }, 'workers start');
}

import { findFailures, type Logger, type ReadinessCheck } from '@conea/platform';
import { z } from 'zod';
import type { Bus } from './bus.ts';
import type { Hub } from './hub.ts';

const topics = { own: 'readiness of a worker', all: 'readiness of the router' } as const;
/** The primary waits for its workers first. */
const patience = 1_800;

const names = z.array(z.string());

/** Says what keeps the router from being ready: that not all workers have started, and what any of them cannot do without. */
export function serveReadiness(hub: Hub, isReady: () => boolean): void {
  hub.on(topics.all, async () => {
    const answers = [...(await hub.askAll(topics.own, null)).values()];
    const failing = answers.flatMap((answer) => (answer === null ? [] : names.parse(answer)));
    return [...new Set([...(isReady() ? [] : ['workers']), ...failing])];
  });
}

/** The router is ready when all its workers have what requests need. */
export function createReadinessCheck(bus: Bus, checks: readonly ReadinessCheck[], log: Logger): ReadinessCheck {
  bus.on(topics.own, () => findFailures(checks, log));
  return {
    name: 'workers',
    check: async () => {
      const failing = names.parse(await bus.ask(topics.all, null, patience));
      if (failing.length > 0) throw new Error(`not ready: ${failing.join(', ')}`);
    },
  };
}

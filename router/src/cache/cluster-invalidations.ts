import { z } from 'zod';
import type { Bus } from '../cluster/bus.ts';
import type { Hub } from '../cluster/hub.ts';

const topics = { own: 'invalidation of a worker', all: 'invalidation of the router' } as const;
/** The primary waits for its workers first. */
const patience = 1_800;

const labelList = z.array(z.string());
const dropped = z.number();

/** Has every worker invalidate, the one that asks among them, and adds up what they dropped; one that does not answer hears of it all the same. */
export function serveInvalidations(hub: Hub): void {
  hub.on(topics.all, async (labels) => {
    const counts = [...(await hub.askAll(topics.own, labels)).values()];
    return counts.reduce<number>((sum, count) => sum + (count === null ? 0 : dropped.parse(count)), 0);
  });
}

/** Invalidates in all workers of this router, by what `change` does in each; answers how much they dropped. */
export function createClusterInvalidations(
  bus: Bus,
  change: (labels: readonly string[]) => number,
): (labels: readonly string[]) => Promise<number> {
  bus.on(topics.own, (labels) => change(labelList.parse(labels)));
  return async (labels) => dropped.parse(await bus.ask(topics.all, labels, patience));
}

import { mergeMetrics, metricsShape, readMetrics, type Metrics, type Registry } from '@conea/platform';
import type { Bus } from './bus.ts';
import type { Hub } from './hub.ts';

const topics = { own: 'metrics of a worker', all: 'metrics of the router' } as const;
/** The primary waits for its workers first. */
const patience = 3_000;

/** Makes one set of the measures of all workers: counts are added up, and those of workers that ended stay. */
export function serveClusterMetrics(hub: Hub, own: Registry): void {
  const last = new Map<number, Metrics>();
  let ended: Promise<Metrics> = Promise.resolve([]);
  hub.onRemove((worker) => {
    const counted = (last.get(worker) ?? []).filter(({ type }) => type === 'counter' || type === 'histogram');
    last.delete(worker);
    ended = ended.then(async (before) => readMetrics(mergeMetrics([before, counted])));
  });
  hub.on(topics.all, async () => {
    for (const [worker, answer] of await hub.askAll(topics.own, null))
      if (answer !== null) last.set(worker, metricsShape.parse(answer));
    return mergeMetrics([...last.values(), await ended, await readMetrics(own)]).metrics();
  });
}

/** Reads the measures of the whole router, as text, from any worker of it. */
export function createClusterMetrics(bus: Bus, own: Registry): () => Promise<string> {
  bus.on(topics.own, () => readMetrics(own));
  return async () => String(await bus.ask(topics.all, null, patience));
}

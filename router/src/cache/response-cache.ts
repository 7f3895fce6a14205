import { ClientError, type Logger, type Redis } from '@conea/platform';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import type { Bus } from '../cluster/bus.ts';
import type { Engine } from '../engine/engine.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { RouterMetrics } from '../telemetry/metrics.ts';
import type { Lookup } from './cache-status.ts';
import { createCachingEngine } from './caching-engine.ts';
import { labelsOf, type InvalidationRequest } from './invalidation-request.ts';
import { createClusterInvalidations } from './cluster-invalidations.ts';
import { createInvalidations, type Position } from './invalidations.ts';
import { createMemoryStore, type MemoryChange } from './memory-store.ts';
import { createRedisCache } from './redis-cache.ts';

/** What a router holds of the answers of subgraphs, whichever version of the graph asked. */
export type ResponseCache = {
  engineOver(subgraphs: Subgraphs): Engine;
  /** What was fetched before is not given any longer; answers how much of it was dropped from the memory of this router, of all its workers. */
  invalidate(requests: readonly InvalidationRequest[]): Promise<number>;
  close(): void;
};

export type ResponseCacheOptions = {
  config: ResponseCacheConfig;
  /** Null: this router shares nothing. */
  redis: Redis | null;
  /** What the workers of this router share; null: it is one process. */
  bus: Bus | null;
  metrics: RouterMetrics;
  log: Logger;
};

export function createResponseCache({ config, redis, bus, metrics, log }: ResponseCacheOptions): ResponseCache {
  const store = createMemoryStore({ ...config.in_memory, onChange: createOnChange(metrics) });
  const invalidations = createInvalidations(config.invalidation.max_labels);
  const change = (labels: readonly string[], position?: Position): number => {
    invalidations.mark(labels, position);
    return store.drop(labels);
  };
  const changeAll = bus && createClusterInvalidations(bus, (labels) => change(labels));
  // It is not known what of the memory was among it.
  const onForgotten = (position: Position) => {
    invalidations.raiseFloor(position);
    store.clear();
  };
  const isShared = config.enabled && config.redis.enabled && redis !== null;
  const shared = isShared
    ? createRedisCache({
        ...{ redis, config: config.redis, log },
        listener: { onInvalidation: change, onForgotten, onReset: store.clear },
        onLookup: (result, count) => metrics.cacheLookup({ kind: 'response', storage: 'redis', result }, count),
      })
    : null;
  metrics.read.invalidationsAge(shared?.age ?? (() => 0));
  return {
    engineOver: (subgraphs) =>
      createCachingEngine(subgraphs, { config, store, shared, invalidations, onLookup: createOnLookup(metrics) }),
    invalidate: async (requests) => {
      for (const { kind } of requests) metrics.invalidation({ kind });
      const labels = requests.flatMap(labelsOf);
      let dropped = change(labels);
      // Before Redis, by which the other workers hear of it too: what they drop for that is not counted.
      if (changeAll) dropped += await changeAll(labels).catch(notShared);
      if (!shared) return dropped;
      return dropped + change(labels, await shared.publish(labels).catch(notShared));
    },
    close: () => shared?.close(),
  };
}

function notShared(): never {
  throw new ClientError('INVALIDATION_NOT_SHARED', 'The others could not be told. Try again.', { status: 503 });
}

const createOnChange = (metrics: RouterMetrics) => (change: MemoryChange, bytes: number) => {
  metrics.responseCacheChange({ change });
  metrics.responseCacheBytes({}, bytes);
};

const createOnLookup =
  (metrics: RouterMetrics) =>
  ({ subgraph, held, stale, fetched }: Lookup) => {
    const counts = { hit: held - stale, stale, miss: fetched };
    for (const [result, count] of Object.entries(counts))
      if (count > 0) metrics.responseCacheLookup({ subgraph, result }, count);
  };

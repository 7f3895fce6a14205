import { createMeasureLag, type MeasureLag } from './cache-invalidation/lag.ts';
import { createRouterCaches, type RouterCache } from './cache-invalidation/router-cache.ts';
import type { EventLog } from './event-log.ts';
import { invalidationKeys } from './env.ts';
import type { ConeaEvent } from './event.ts';
import type { Registry } from './metrics.ts';
import type { Secrets } from './secrets/secrets.ts';

/** The tags of `@cacheTag` that each event of a domain makes untrue, by its type; `{subject}` stands for the subject of the event. */
export type CacheTagsByEvent = Readonly<Record<string, readonly string[]>>;

export type CacheInvalidationOptions = {
  /** The name of the subgraph, which is that of its stream too. */
  domain: string;
  tags: CacheTagsByEvent;
  /** Where the routers take invalidations; of those that share a Redis, one is enough. */
  INVALIDATION_URLS: readonly string[];
  INVALIDATION_KEY?: string | undefined;
  /** Where it is told how late the routers hear of events. */
  metrics?: Registry;
  /** With them the key is live. */
  secrets?: Pick<Secrets, 'live'>;
};

const batchSize = 500;
const unmeasured: MeasureLag = (_, work) => work();

/**
 * Has the routers give up what the events of a domain make untrue. Each router is a consumer group of its own: one that is down is told when
 * it is back, and keeps nobody else waiting. Throws when there is a router but no key.
 */
export function startCacheInvalidation(eventLog: EventLog, options: CacheInvalidationOptions): void {
  const { domain, tags, metrics, INVALIDATION_URLS: urls } = options;
  const measureLag = metrics ? createMeasureLag(metrics) : unmeasured;
  const key = keyOf(options);
  const tell = async (cache: RouterCache, events: readonly ConeaEvent[], signal: AbortSignal) => {
    const telling = events.filter((event) => tagsOf(event, domain, tags).length > 0);
    const [oldest] = telling;
    if (!oldest) return;
    const changed = new Set(telling.flatMap((event) => tagsOf(event, domain, tags)));
    const place = { url: cache.url, since: oldest.time, signal };
    await measureLag(place, () => cache.invalidate([...changed], signal));
  };
  for (const cache of createRouterCaches(domain, { urls, key }))
    eventLog.consumeBatches(domain, `cache of ${cache.url}`, batchSize, (events, signal) =>
      tell(cache, events, signal),
    );
}

function keyOf({ INVALIDATION_KEY: given, secrets }: CacheInvalidationOptions): (() => string) | null {
  if (given === undefined) return null;
  if (!secrets) return () => invalidationKeys.parse(given)[0];
  const keys = secrets.live('INVALIDATION_KEY', invalidationKeys);
  return () => keys()[0];
}

function tagsOf({ type, subject }: ConeaEvent, domain: string, tags: CacheTagsByEvent): string[] {
  const name = type.slice(`conea.${domain}.`.length);
  const formats = Object.hasOwn(tags, name) ? tags[name] : undefined;
  return (formats ?? []).map((format) => format.replaceAll('{subject}', () => subject));
}

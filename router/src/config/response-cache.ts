import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';

const ofSubgraph = {
  /** Whether its answers are held at all. */
  enabled: z.boolean(),
  /** How long an answer holds that does not say; null: such an answer is not held. */
  ttl: duration.nullable(),
};

/** What the routers of one graph hold together, when there is a `REDIS_URL`. */
const redis = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** For one command; without an answer the router goes on without Redis. */
    timeout: duration.prefault('100ms'),
    /** How old an answer in memory may be while this router does not hear what others invalidate. */
    ttl_when_lost: duration.prefault('5s'),
    /** How long one router may fetch for all, and how long the others wait for it. */
    lease: duration.prefault('2s'),
    lease_wait: duration.prefault('500ms'),
    max_entry_bytes: byteSize.prefault('1MiB'),
    /** How many are kept for routers that start or come back. */
    max_invalidations: z.int().min(1).default(10_000),
  })
  .prefault({});

const invalidation = z
  .strictObject({
    /** Whether `POST` to `path` with the key as `Authorization` invalidates what is held. */
    enabled: z.boolean().default(false),
    path: z.string().startsWith('/').default('/invalidation'),
    /** Several, comma separated, while they rotate. */
    shared_key: z.string().default(''),
    max_body_bytes: byteSize.prefault('64KiB'),
    /** Of one request. */
    max_items: z.int().min(1).default(1_000),
    /** How many invalidations are remembered for what is on its way; before those everything counts as changed. */
    max_labels: z.int().min(1).default(100_000),
  })
  .refine(({ enabled, shared_key: keys }) => !enabled || keys.split(',').every((key) => key.trim().length >= 16), {
    path: ['shared_key'],
    error: 'Whoever has the key may invalidate: it needs at least 16 characters.',
  })
  .prefault({});

/** Answers of subgraphs that say by `Cache-Control` how long they hold. */
export const responseCacheConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    /** `Cache-Status` on every answer. */
    debug: z.boolean().default(false),
    in_memory: z.strictObject({ max_bytes: byteSize.prefault('64MiB') }).prefault({}),
    /** No answer is held longer, whatever its subgraph says. */
    max_ttl: duration.prefault('1h'),
    /** The longest `stale-while-revalidate` and `stale-if-error`. */
    max_stale: duration.prefault('10m'),
    redis,
    invalidation,
    /** `Cache-Tag` on public answers, for a CDN that purges by it. */
    cdn_invalidation: z
      .strictObject({ enabled: z.boolean().default(false), max_bytes: byteSize.prefault('16KiB') })
      .prefault({}),
    subgraph: z
      .strictObject({
        all: z
          .strictObject({ enabled: ofSubgraph.enabled.default(true), ttl: ofSubgraph.ttl.default(null) })
          .prefault({}),
        /** What is different for a subgraph, by its name. */
        subgraphs: z
          .record(
            z.string(),
            z.strictObject({ enabled: ofSubgraph.enabled.optional(), ttl: ofSubgraph.ttl.optional() }),
          )
          .default({}),
      })
      .prefault({}),
  })
  .prefault({});

export type ResponseCacheConfig = z.infer<typeof responseCacheConfig>;
export type SubgraphCaching = ResponseCacheConfig['subgraph']['all'];

/** How the answers of one subgraph are held. */
export function cachingOf({ subgraph: { all, subgraphs } }: ResponseCacheConfig, name: string): SubgraphCaching {
  const own = Object.hasOwn(subgraphs, name) ? subgraphs[name] : undefined;
  return { enabled: own?.enabled ?? all.enabled, ttl: own?.ttl === undefined ? all.ttl : own.ttl };
}

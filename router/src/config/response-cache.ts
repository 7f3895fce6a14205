import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';

const ofSubgraph = {
  /** Whether its answers are held at all. */
  enabled: z.boolean(),
  /** How long an answer holds that does not say; null: such an answer is not held. */
  ttl: duration.nullable(),
};

/** Answers of subgraphs that say by `Cache-Control` how long they hold. */
export const responseCacheConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    in_memory: z.strictObject({ max_bytes: byteSize.prefault('64MiB') }).prefault({}),
    /** No answer is held longer, whatever its subgraph says. */
    max_ttl: duration.prefault('1h'),
    /** The longest `stale-while-revalidate` and `stale-if-error`. */
    max_stale: duration.prefault('10m'),
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

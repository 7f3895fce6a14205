import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';

/** Answers of subgraphs that say by `Cache-Control` how long they hold. */
export const responseCacheConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    in_memory: z.strictObject({ max_bytes: byteSize.prefault('64MiB') }).prefault({}),
    /** No answer is held longer, whatever its subgraph says. */
    max_ttl: duration.prefault('1h'),
  })
  .prefault({});

export type ResponseCacheConfig = z.infer<typeof responseCacheConfig>;

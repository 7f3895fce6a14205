import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';

/** Automatic persisted queries: a client sends a hash, and the text only when the router does not know it. */
export const apqConfig = z
  .strictObject({
    enabled: z.boolean().default(true),
    router: z
      .strictObject({
        cache: z
          .strictObject({
            in_memory: z
              .strictObject({ limit: z.int().min(1).default(512), max_bytes: byteSize.prefault('10MiB') })
              .prefault({}),
            redis: z.strictObject({ ttl: duration.prefault('24h') }).prefault({}),
          })
          .prefault({}),
      })
      .prefault({}),
  })
  .prefault({});

/** Trusted documents: operations that were registered before, by `npm run persist` or another tool that writes Apollo's manifests. */
export const persistedQueriesConfig = z
  .strictObject({
    enabled: z.boolean().default(false),
    /** Logs the hash of every operation that is not registered. */
    log_unknown: z.boolean().default(false),
    /** Files in the format `apollo-persisted-query-manifest`, version 1. */
    local_manifests: z.array(z.string()).default([]),
    /** Reads the files again when they change; one that cannot be used leaves the old ones in force. */
    hot_reload: z.boolean().default(false),
    /** How often the files are looked at. */
    poll_interval: duration.prefault('1s'),
    /** Parses, validates and plans the registered operations at the start and after a reload. */
    prewarm: z.boolean().default(true),
    safelist: z
      .strictObject({
        /** Refuses operations that are not registered. */
        enabled: z.boolean().default(false),
        /** Refuses texts altogether. */
        require_id: z.boolean().default(false),
      })
      .prefault({}),
  })
  .prefault({});

export type ApqConfig = z.infer<typeof apqConfig>;
export type PersistedQueriesConfig = z.infer<typeof persistedQueriesConfig>;

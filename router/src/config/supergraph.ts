import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';
import { textList } from './text-list.ts';

/** The schema that is served. */
export const supergraphConfig = z
  .strictObject({
    /** A composed supergraph SDL; relative to the working directory. */
    path: z.string().optional(),
    /** Where it is polled instead, the first that answers; the environment's `a,b` is a list too. */
    urls: textList.default([]),
    /** Sent as `Authorization` with each poll. */
    authorization: z.string().optional(),
    /** Whether a new version is served without a restart. `SIGHUP` asks for it at once, whatever this says. */
    hot_reload: z.boolean().default(true),
    /** Between two looks at the file or the URLs. */
    poll_interval: duration.prefault('2s'),
    /** For one answer of a URL. */
    request_timeout: duration.prefault('10s'),
    /** The largest supergraph that is taken. */
    max_bytes: byteSize.prefault('20MiB'),
    /** So many documents that were asked for last are planned for a new version before it is served, and the trusted ones. */
    warmed_up_documents: z.int().min(0).max(1_000).default(200),
    /** The longest that a new version waits for that. */
    warm_up_timeout: duration.prefault('30s'),
    /** Whether clients may ask for the schema. */
    introspection: z.boolean().default(true),
    /** Whether clients may ask for the plan of their operation with `Apollo-Expose-Query-Plan`. */
    expose_query_plan: z.boolean().default(false),
    /** Whether clients may ask for parts of an answer later, with `@defer`. */
    defer_support: z.boolean().default(true),
  })
  .prefault({});

export type SupergraphConfig = z.infer<typeof supergraphConfig>;

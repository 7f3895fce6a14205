import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';

/** Paths beside GraphQL that a subgraph answers, each by itself: what is not named is not reached. */
export const delegatedPathsConfig = z
  .strictObject({
    /** Empty, or not in the supergraph: there are none. */
    subgraph: z.string().default(''),
    /** Without variables and wildcards. */
    paths: z.array(z.string().regex(/^\/[\w./-]+$/, 'expected a path such as /oauth/token')).default([]),
    /** Where the subgraph is asked, by a signed POST. */
    path: z.string().startsWith('/').default('/http'),
    timeout: duration.prefault('5s'),
    /** Of a request's body. */
    max_body_bytes: byteSize.prefault('64KiB'),
  })
  .prefault({});

export type DelegatedPathsConfig = z.infer<typeof delegatedPathsConfig>;

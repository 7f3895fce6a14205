import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';
import { textList } from './text-list.ts';

/** The HTTP server. */
export const serverConfig = z
  .strictObject({
    /** Where GraphQL is. */
    path: z.string().startsWith('/').default('/graphql'),
    max_request_bytes: byteSize.prefault('1MiB'),
    /** For the whole of a request to arrive. */
    request_timeout: duration.prefault('30s'),
    /** Proxies in front, as CIDR ranges: only their `X-Forwarded-For` counts. */
    trusted_proxies: textList.default([]),
    cors: z
      .strictObject({
        /** Origins of browsers that may call. */
        origins: textList.default(['https://studio.apollographql.com']),
      })
      .prefault({}),
    /** GraphiQL at `/`. */
    explorer: z.boolean().default(true),
  })
  .prefault({});

export type ServerConfig = z.infer<typeof serverConfig>;

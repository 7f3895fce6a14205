import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';
import { serverTlsConfig } from './server-tls.ts';
import { textList } from './text-list.ts';

/** The HTTP server. */
export const serverConfig = z
  .strictObject({
    /** Where GraphQL is. */
    path: z.string().startsWith('/').default('/graphql'),
    max_request_bytes: byteSize.prefault('1MiB'),
    /** For the whole of a request to arrive. */
    request_timeout: duration.prefault('30s'),
    /** For its headers; a client that sends them byte by byte holds a connection no longer. */
    headers_timeout: duration.prefault('10s'),
    /** How often connections are looked at for these two. */
    connections_check_interval: duration.prefault('2s'),
    /** Of all headers of a request together; more is 431. */
    max_header_bytes: byteSize.prefault('16KiB'),
    /** Of clients, WebSockets among them; more are closed at once. */
    max_connections: z.int().positive().default(50_000),
    /** Requests of one connection; then it closes, so that clients spread over new routers. */
    max_requests_per_connection: z.int().positive().default(10_000),
    /** Proxies in front, as CIDR ranges: only their `X-Forwarded-For` counts. */
    trusted_proxies: textList.default([]),
    /** Names by which the router may be asked for, with or without a port: none for all. */
    allowed_hosts: textList.default([]),
    cors: z
      .strictObject({
        /** Origins of browsers that may call. */
        origins: textList.default(['https://studio.apollographql.com']),
      })
      .prefault({}),
    /** GraphiQL at `/`. */
    explorer: z.boolean().default(true),
    tls: serverTlsConfig,
  })
  .refine((server) => server.headers_timeout <= server.request_timeout, {
    path: ['headers_timeout'],
    message: 'has to be no longer than request_timeout, which is for the whole of a request',
  })
  .prefault({});

export type ServerConfig = z.infer<typeof serverConfig>;

import type { RouterConfig } from '../config/config.ts';

/** What one connection may hold of the server before GraphQL is asked for anything, as options of Fastify. */
export function connectionLimits({ server, transports }: RouterConfig) {
  return {
    bodyLimit: server.max_request_bytes,
    requestTimeout: server.request_timeout,
    keepAliveTimeout: transports.keep_alive_timeout,
    maxRequestsPerSocket: server.max_requests_per_connection,
    http: {
      maxHeaderSize: server.max_header_bytes,
      headersTimeout: server.headers_timeout,
      connectionsCheckingInterval: server.connections_check_interval,
    },
  };
}

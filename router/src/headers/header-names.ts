/** Headers of one connection (RFC 9110, section 7.6.1), of the body, and those that the router writes itself: no rule touches them. */
const reserved = new Set([
  ...[
    'connection',
    'keep-alive',
    'proxy-connection',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-authentication-info',
  ],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'http2-settings', 'host', 'expect', 'range'],
  ...['content-length', 'content-type', 'content-encoding', 'accept', 'accept-encoding', 'set-cookie'],
  ...['x-request-id', 'traceparent', 'tracestate', 'baggage', 'conea-caller', 'conea-signature'],
  // Asks a subgraph for a trace of its resolvers.
  'apollo-federation-include-trace',
]);
const reservedPrefixes = ['conea-', 'sec-websocket-'];

/** Headers that show or claim who asks. A subgraph may trust them, so they are passed on only where they are named. */
const guarded = new Set([
  ...[
    'authorization',
    'cookie',
    'x-api-key',
    'forwarded',
    'x-real-ip',
    'via',
    'remote-user',
    'x-remote-user',
    'x-user',
  ],
  ...[
    'x-user-id',
    'x-role',
    'x-roles',
    'x-scopes',
    'x-organization-id',
    'x-tenant-id',
    'x-client-cert',
    'true-client-ip',
  ],
]);
const guardedPrefixes = ['x-forwarded-', 'x-auth-', 'x-authenticated-'];

export const isReservedHeader = (name: string) =>
  reserved.has(name) || reservedPrefixes.some((prefix) => name.startsWith(prefix));

export const isGuardedHeader = (name: string) =>
  guarded.has(name) || guardedPrefixes.some((prefix) => name.startsWith(prefix));

/** A field name in lower case (RFC 9110, section 5.1). */
export const headerNameShape = /^[!#$%&'*+\-.^_`|~0-9a-z]{1,256}$/;

/** What a field value may have (RFC 9110, section 5.5): no line ends, above all. */
export const headerValueShape = /^[\t\x20-\x7e\x80-\xff]{0,8192}$/;

/** Headers of one connection (RFC 9110, section 7.6.1). */
const ofConnection = [
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['proxy-authenticate', 'proxy-authorization', 'proxy-authentication-info', 'http2-settings'],
];

/** With those of the body and those that the router writes itself: no rule for requests touches them. */
const reserved = new Set([
  ...ofConnection,
  ...['host', 'expect', 'range', 'content-length', 'content-type', 'content-encoding'],
  ...['accept', 'accept-encoding', 'set-cookie'],
  ...['x-request-id', 'traceparent', 'tracestate', 'baggage', 'conea-caller', 'conea-signature'],
  // Asks a subgraph for a trace of its resolvers.
  'apollo-federation-include-trace',
]);
const reservedPrefixes = ['conea-', 'sec-websocket-'];

/** The same of answers. What a cache may hold, and for how long, follows from all subgraphs and is the router's to say. */
const reservedOfAnswers = new Set([
  ...ofConnection,
  ...['content-length', 'content-type', 'content-encoding', 'content-range', 'accept-ranges', 'date', 'server'],
  ...['age', 'etag', 'expires', 'last-modified', 'pragma', 'vary', 'cache-status'],
  ...['www-authenticate', 'retry-after', 'ratelimit', 'ratelimit-policy', 'allow', 'alt-svc'],
  ...['x-request-id', 'traceparent', 'tracestate', 'baggage'],
]);
const reservedPrefixesOfAnswers = ['conea-', 'sec-websocket-', 'access-control-', 'surrogate-', 'x-accel-'];
// Those of one CDN among them.
const reservedEndingsOfAnswers = ['cache-control', 'cache-tag'];

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

export const isReservedAnswerHeader = (name: string) =>
  reservedOfAnswers.has(name) ||
  reservedPrefixesOfAnswers.some((prefix) => name.startsWith(prefix)) ||
  reservedEndingsOfAnswers.some((ending) => name.endsWith(ending));

export const isGuardedHeader = (name: string) =>
  guarded.has(name) || guardedPrefixes.some((prefix) => name.startsWith(prefix));

/** What an answer says to one client alone, or does to its browser: it is passed on only where it is named. */
const personal = new Set(['set-cookie', 'authentication-info', 'clear-site-data', 'refresh']);
export const isPersonalAnswerHeader = (name: string) => personal.has(name) || isGuardedHeader(name);

/** What `Connection` names is for the next hop only. */
export function namesOfConnection({ connection }: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const text = [connection].flat().join(',');
  return new Set(text.split(',').map((name) => name.trim().toLowerCase()));
}

/** A field name in lower case (RFC 9110, section 5.1). */
export const headerNameShape = /^[!#$%&'*+\-.^_`|~0-9a-z]{1,256}$/;

/** What a field value may have (RFC 9110, section 5.5): no line ends, above all. */
export const headerValueShape = /^[\t\x20-\x7e\x80-\xff]{0,8192}$/;

import fc from 'fast-check';

const wordsOfQueries = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ':',
    '!',
    '$',
    '@',
    '...',
    '=',
    '|',
    '&',
    ',',
    '#',
    '"',
    '"""',
    '\\',
    '\ufeff',
    '\0',
  ],
  ...[
    'query',
    'mutation',
    'subscription',
    'fragment',
    'on',
    'true',
    'null',
    '__typename',
    '__schema',
    '__type',
    '__proto__',
  ],
  ...[
    'Query',
    'Person',
    'Filter',
    'JSON',
    'constructor',
    'hello',
    'person',
    'people',
    'friends',
    'echo',
    'filtered',
    'name',
  ],
  ...[
    'value',
    'first',
    'by',
    'all',
    '$a',
    '$b',
    '@skip',
    '@include',
    'if',
    '1',
    '-1',
    '1e9',
    '1e999',
    '0x1',
    '1.5.2',
    '"\\uD800"',
  ],
];

/** Words in any order: most of it is no GraphQL. */
const soup = fc
  .array(fc.oneof(fc.constantFrom(...wordsOfQueries), fc.string()), { maxLength: 40 })
  .map((all) => all.join(' '));

const { literal } = fc.letrec<{ literal: string }>((tie) => ({
  literal: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    fc.constantFrom('null', 'true', 'RED', '$a', '$b', '""', '"""\n block"""', '[]', '{}', '1e400', '-0', '"\\u0000"'),
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    fc.array(tie('literal'), { maxLength: 4 }).map((all) => `[${all.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'all', 'name', 'constructor', '__proto__'), tie('literal')), {
        maxLength: 4,
      })
      .map((all) => `{ ${all.map(([name, value]) => `${name}: ${value}`).join(', ')} }`),
  ),
}));

const { selection } = fc.letrec<{ selection: string }>((tie) => ({
  selection: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    fc.constantFrom(
      'hello',
      'person { name }',
      'x: __typename',
      'constructor: hello',
      '...F',
      '... { hello }',
      'nothing',
    ),
    literal.map((value) => `echo(value: ${value})`),
    literal.map((value) => `filtered(by: ${value})`),
    literal.map((value) => `people(first: ${value}) { id }`),
    fc.tuple(tie('selection'), literal).map(([inner, value]) => `... @skip(if: ${value}) { ${inner} }`),
    fc.tuple(tie('selection'), tie('selection')).map(([a, b]) => `... on Query { ${a} ${b} }`),
    tie('selection').map((inner) => `person { friends(first: 1) { ${inner} } }`),
  ),
}));

/** Fields and arguments of the attacked shop: a part of it is valid. */
const operation = fc
  .tuple(fc.constantFrom('query', 'mutation', 'subscription', 'query ($a: JSON, $b: Filter)', ''), selection)
  .map(([kind, inner]) => `${kind} { ${inner} } fragment F on Query { hello }`);

/** Texts of queries, from hopeless to good. */
export const queries = fc.oneof(soup, operation);

/** What might be sent in place of a GraphQL request. */
export const requests = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      query: fc.oneof(queries, fc.jsonValue()),
      variables: fc.oneof(fc.record({ a: fc.jsonValue(), b: fc.jsonValue() }, { requiredKeys: [] }), fc.jsonValue()),
      operationName: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      documentId: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      extensions: fc.oneof(
        fc.record({
          persistedQuery: fc.record({ version: fc.constant(1), sha256Hash: fc.string({ unit: 'binary' }) }),
        }),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  ),
);

/** Messages of graphql-transport-ws, and what might be sent in their place. */
export const messages = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 50 }),
  fc
    .record(
      {
        type: fc.constantFrom('connection_init', 'ping', 'pong', 'subscribe', 'next', 'error', 'complete', 'toString'),
        id: fc.oneof(fc.constantFrom('1', '2', '__proto__', ''), fc.jsonValue()),
        payload: fc.oneof(
          requests,
          fc.record({ authorization: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()) }),
        ),
      },
      { requiredKeys: ['type'] },
    )
    .map((message) => JSON.stringify(message)),
);

const body = '{"query":"{ hello }"}';
const request = `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: */*\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

/** Bytes, and requests in which bytes were exchanged for others. */
export const connections = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .array(
      fc.tuple(
        fc.nat(request.length),
        fc.nat(8),
        fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.constant(Buffer.from('\r\n'))),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((changes) =>
      changes.reduce(
        (bytes, [at, removed, added]) => Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]),
        Buffer.from(request),
      ),
    ),
);

const namesOfHeaders = [
  'accept',
  'content-type',
  'authorization',
  'x-api-key',
  'origin',
  'last-event-id',
  'accept-encoding',
];
const moreNames = [
  'content-encoding',
  'apollographql-client-name',
  'apollo-expose-query-plan',
  'if-none-match',
  'traceparent',
];
const valueOfHeader = fc.oneof(
  fc.constantFrom(
    'application/json',
    'text/event-stream',
    'multipart/mixed;subscriptionSpec=1.0',
    '*/*;q=NaN',
    'Bearer a.b.c',
  ),
  fc
    .array(
      fc.constantFrom('application/', 'json', ';', ',', 'q=', '"', '=', '*', '/', ' ', 'gzip', 'charset', 'null'),
      { maxLength: 12 },
    )
    .map((all) => all.join('')),
  fc.string({ unit: 'grapheme-ascii' }),
);

/** Headers that the router reads, with any value that a client can send. */
export const headers = fc.dictionary(fc.constantFrom(...namesOfHeaders, ...moreNames), valueOfHeader, { maxKeys: 4 });

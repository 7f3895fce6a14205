import { z } from 'zod';
import { isReservedAnswerHeader, isReservedHeader } from '../headers/header-names.ts';
import { byteSize } from './byte-size.ts';
import { checkPropagation, headerName, headerValue, isOneOf, propagation, removal } from './header-parts.ts';

const name = headerName(isReservedHeader);

const insert = z
  .strictObject({
    name,
    value: headerValue.optional(),
    /** What is known of the caller: it was verified. */
    from_context: z.enum(['user_id', 'organization_id', 'role', 'scopes']).optional(),
  })
  .refine(({ value: fixed, from_context }) => isOneOf({ fixed, from_context }), 'say either `value` or `from_context`');

const oneRule = 'a rule is one of `propagate`, `insert` and `remove`';

const requestRule = z
  .strictObject({
    propagate: z.strictObject(propagation(name)).superRefine(checkPropagation).optional(),
    insert: insert.optional(),
    remove: removal(name).optional(),
  })
  .refine(isOneOf, oneRule);

const answerName = headerName(isReservedAnswerHeader);

/** What becomes of a header that the answers of several subgraphs have; without it the last one counts, and cookies are all set. */
const algorithm = z.enum(['first', 'last', 'append']).optional();

const responseRule = z
  .strictObject({
    propagate: z
      .strictObject({ ...propagation(answerName), algorithm })
      .superRefine(checkPropagation)
      .optional(),
    insert: z.strictObject({ name: answerName, value: headerValue, algorithm }).optional(),
    remove: removal(answerName).optional(),
  })
  .refine(isOneOf, oneRule);

const rules = z.strictObject({
  /** What a subgraph is sent besides the router's own. */
  request: z.array(requestRule).default([]),
  /** What clients are told of the headers of its answers. */
  response: z.array(responseRule).default([]),
});

/** Headers that pass between clients and subgraphs, as in Apollo's router and Hive's. */
export const headersConfig = z
  .strictObject({
    all: rules.prefault({}),
    /** What comes behind it for a subgraph, by its name. */
    subgraphs: z.record(z.string(), rules).default({}),
    /** Of all headers together that a client is told; what is more is left out. */
    max_response_bytes: byteSize.prefault('8KiB'),
  })
  .prefault({});

export type HeadersConfig = z.infer<typeof headersConfig>;
export type HeaderRule = HeadersConfig['all']['request'][number];
export type AnswerRule = HeadersConfig['all']['response'][number];

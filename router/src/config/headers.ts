import { z } from 'zod';
import { headerNameShape, headerValueShape, isReservedHeader } from '../headers/header-names.ts';

const name = z
  .string()
  .toLowerCase()
  .regex(headerNameShape, 'expected the name of a header')
  .refine((text) => !isReservedHeader(text), 'this header belongs to the connection, the body or the router itself');

const value = z.string().regex(headerValueShape, 'expected a value without line ends, of at most 8192 characters');

/** A regular expression that names are tested with. */
const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 'i');
  } catch {
    context.addIssue({ code: 'custom', message: `${text} is no regular expression` });
    return z.NEVER;
  }
});

const oneOf = (members: object) => Object.values(members).filter((member) => member !== undefined).length === 1;

const propagate = z
  .strictObject({
    named: name.optional(),
    /** All headers with such names, but for those that show or claim who asks. */
    matching: pattern.optional(),
    /** What a named one is called for the subgraph. */
    rename: name.optional(),
    /** For clients that do not send it. */
    default: value.optional(),
  })
  .refine(({ named, matching }) => oneOf({ named, matching }), 'say either `named` or `matching`')
  .refine(
    ({ matching, rename, default: missing }) => !matching || (rename === undefined && missing === undefined),
    '`rename` and `default` are for one header that is `named`',
  );

const insert = z
  .strictObject({
    name,
    value: value.optional(),
    /** What is known of the caller: it was verified. */
    from_context: z.enum(['user_id', 'organization_id', 'role', 'scopes']).optional(),
  })
  .refine(({ value: fixed, from_context }) => oneOf({ fixed, from_context }), 'say either `value` or `from_context`');

const remove = z
  .strictObject({ named: name.optional(), matching: pattern.optional() })
  .refine(({ named, matching }) => oneOf({ named, matching }), 'say either `named` or `matching`');

const rule = z
  .strictObject({ propagate: propagate.optional(), insert: insert.optional(), remove: remove.optional() })
  .refine(oneOf, 'a rule is one of `propagate`, `insert` and `remove`');

const rules = z.strictObject({ request: z.array(rule).default([]) });

/** Headers that subgraphs are sent besides the router's own, as in Apollo's router. */
export const headersConfig = z
  .strictObject({
    all: rules.prefault({}),
    /** What comes behind it for a subgraph, by its name. */
    subgraphs: z.record(z.string(), rules).default({}),
  })
  .prefault({});

export type HeadersConfig = z.infer<typeof headersConfig>;
export type HeaderRule = HeadersConfig['all']['request'][number];

import { z } from 'zod';

const limit = (value: number, max = Number.MAX_SAFE_INTEGER) => z.int().min(1).max(max).default(value);

/** What an operation may look like. An operation that does not is refused, or with `warn_only` logged, but for what no router could take. */
export const limitsConfig = z
  .strictObject({
    warn_only: z.boolean().default(false),
    /** Of brackets in the text, before it is parsed, and of selections through fragments. Refused in any case: more overflows the stack. */
    max_nesting: limit(200, 400),
    /** Of the text. Refused in any case. */
    max_tokens: limit(15_000),
    /** Fields and fragments of a document, with fragments written out where they are spread. Refused in any case. */
    max_selections: limit(50_000, 100_000),
    /** Of selections, through fragments. */
    max_depth: limit(50),
    /** Fields that a response can have for each object, through fragments: the sum over the whole operation. */
    max_height: limit(5_000),
    max_root_fields: limit(200),
    /** Fields with an alias, those of `__typename` among them. */
    max_aliases: limit(100),
    /** Directives of an operation together, wherever they stand. */
    max_directives: limit(100),
    /** Fragments with `@defer`, each as often as it is spread. */
    max_defers: limit(20),
    /** How often one field may be selected at one place under one name, through fragments on the same type. */
    max_duplicates: limit(100),
    /** Requests to subgraphs that the plan of an operation has; of a subscription those of one event. */
    max_fetches: limit(200),
    /** Of the JSON of variables. */
    max_variables_depth: limit(30),
    max_variables_nodes: limit(20_000),
  })
  .prefault({});

export type LimitsConfig = z.infer<typeof limitsConfig>;

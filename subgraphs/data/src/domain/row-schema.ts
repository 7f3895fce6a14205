import { z } from 'zod';
import { columnName } from './names.ts';
import { toRe2 } from './re2-pattern.ts';

/** The formats that a text can be checked for. */
export const formats = ['date', 'date-time', 'email', 'uuid', 'ipv4'] as const;

/** What a cell can be read as. */
export const cellTypes = ['string', 'number', 'integer', 'boolean'] as const;

export type CellType = (typeof cellTypes)[number];

const annotations = {
  $comment: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.json().optional(),
  examples: z.array(z.json()).optional(),
  deprecated: z.boolean().optional(),
};

const pattern = z
  .string()
  .max(1_000)
  .superRefine((text, context) => {
    const translated = toRe2(text);
    if (!translated.ok) context.addIssue({ code: 'custom', message: translated.problem });
  });

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const length = z.number().int().min(0).max(1_000_000);
const typeName = z.enum([...cellTypes, 'null']);
const names = z.array(columnName).max(500);

const cellKeywords = z.strictObject({
  ...annotations,
  type: z.union([typeName, z.array(typeName).min(1).max(2)]).optional(),
  enum: z.array(scalar).min(1).max(1_000).optional(),
  const: scalar.optional(),
  minLength: length.optional(),
  maxLength: length.optional(),
  pattern: pattern.optional(),
  format: z.enum(formats).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().min(1e-10).max(1e14).optional(),
});

const rowKeywords = z.strictObject({
  ...annotations,
  $schema: z.string().optional(),
  $id: z.string().optional(),
  type: z.literal('object').optional(),
  required: names.optional(),
  additionalProperties: z.boolean().optional(),
  dependentRequired: z.record(columnName, names).optional(),
});

type ListKeyword = 'allOf' | 'anyOf' | 'oneOf';
type SingleKeyword = 'not' | 'if' | 'then' | 'else';

/** The keywords that combine schemas. */
export type Combined<Part> = { [K in ListKeyword]?: Part[] | undefined } & { [K in SingleKeyword]?: Part | undefined };

function combinations<Part>(part: z.ZodType<Part>) {
  const parts = z.array(part).min(1).max(20).optional();
  const one = part.optional();
  return { allOf: parts, anyOf: parts, oneOf: parts, not: one, if: one, then: one, else: one };
}

// Written out, since TypeScript resolves the arguments of `Combined` at once and finds a circle.
/** The JSON Schema of one cell. */
export type CellSchema = z.infer<typeof cellKeywords> & { [K in ListKeyword]?: CellSchema[] | undefined } & {
  [K in SingleKeyword]?: CellSchema | undefined;
};

/** The JSON Schema of a row: the keywords that are compiled to the engine's SQL. */
export type RowSchema = z.infer<typeof rowKeywords> & {
  properties?: Record<string, CellSchema> | undefined;
} & { [K in ListKeyword]?: RowSchema[] | undefined } & { [K in SingleKeyword]?: RowSchema | undefined };

const cellSchema: z.ZodType<CellSchema> = z.lazy(() =>
  z.strictObject({ ...cellKeywords.shape, ...combinations(cellSchema) }),
);

/** Reads a JSON Schema; the issues name the place and the keyword that is wrong or not supported. */
export const rowSchema: z.ZodType<RowSchema> = z.lazy(() =>
  z.strictObject({
    ...rowKeywords.shape,
    properties: z.record(columnName, cellSchema).optional(),
    ...combinations(rowSchema),
  }),
);

/** What a cell of the schema is read as; undefined when the schema does not say. */
export function typeOf({ type }: CellSchema): CellType | undefined {
  const named = Array.isArray(type) ? type.find((name) => name !== 'null') : type;
  return named === 'null' ? undefined : named;
}

/** Whether an empty cell is null rather than absent. */
export function acceptsNull({ type, anyOf = [], oneOf = [] }: CellSchema): boolean {
  if (type !== undefined) return type === 'null' || (Array.isArray(type) && type.includes('null'));
  return [...anyOf, ...oneOf].some(acceptsNull);
}

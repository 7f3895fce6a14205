import { z } from 'zod';
import { columnName, fieldName } from './names.ts';
import { rowSchema } from './row-schema.ts';

/** The kinds of transforms; the schema says what each does. */
export const transformKinds = [
  'TRIM',
  'UPPER',
  'LOWER',
  'HALF_WIDTH',
  'REMOVE',
  'NUMBER',
  'DATE',
  'DATE_TIME',
  'TEXT',
  'ROUND',
  'TRUNCATE',
  'CONCAT',
  'COALESCE',
  'CONSTANT',
  'DEFAULT',
] as const;

export type TransformKind = (typeof transformKinds)[number];

/** To the beginning of what a date can be set. */
export const truncateUnits = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;

/** How figures are made of groups. */
export const measureFunctions = ['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'] as const;

const text = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters.`)
    .refine((value) => !value.includes('\0'), 'NUL is not allowed.');

const format = text(50)
  .min(1, 'A format has at least one character.')
  .refine((value) => /^(?:%[YmdbByHMSz]|[^%])+$/.test(value), 'A format knows %Y %m %d %b %B %y %H %M %S and %z.');

const optional = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? null);

const transform = z.strictObject({
  kind: z.enum(transformKinds),
  columns: optional(z.array(columnName).min(1, 'At least one column.').max(20, 'At most 20 columns.')),
  separator: optional(text(100)),
  value: optional(text(1_000).min(1, 'A value has at least one character.')),
  format: optional(format),
  digits: optional(z.number().int().min(0, 'From 0 to 10.').max(10, 'From 0 to 10.')),
  unit: optional(z.enum(truncateUnits)),
});

const mapField = z.strictObject({
  to: fieldName,
  from: optional(columnName),
  transforms: z.array(transform).max(20, 'At most 20 transforms.').default([]),
});

const measure = z.strictObject({
  as: fieldName,
  function: z.enum(measureFunctions),
  field: optional(columnName),
});

const map = z.strictObject({
  fields: z.array(mapField).min(1, 'At least one field.').max(200, 'At most 200 fields.'),
});

const aggregate = z.strictObject({
  groupBy: z.array(columnName).max(10, 'At most 10 fields.').default([]),
  measures: z.array(measure).min(1, 'At least one measure.').max(50, 'At most 50 measures.'),
});

/** What a pipeline does, as it is stored and as it is asked for. */
export const definitionShape = z
  .strictObject({
    validate: optional(z.strictObject({ schema: rowSchema })),
    map: optional(map),
    aggregate: optional(aggregate),
  })
  .refine((steps) => steps.validate ?? steps.map ?? steps.aggregate, 'A pipeline has at least one step.');

export type Definition = z.infer<typeof definitionShape>;
export type MapField = z.infer<typeof mapField>;
export type Transform = z.infer<typeof transform>;
export type Aggregate = z.infer<typeof aggregate>;
export type Measure = z.infer<typeof measure>;

/** Something wrong in a definition: where, and in words for its author. */
export type DefinitionProblem = { path: (string | number)[]; message: string };

/** Reads steps that a client sent; every wrong part is named. What the parts mean together is `compilePipeline`'s. */
export function parseDefinition(
  steps: unknown,
): { ok: true; definition: Definition } | { ok: false; problems: DefinitionProblem[] } {
  const parsed = definitionShape.safeParse(steps);
  if (parsed.success) return { ok: true, definition: parsed.data };
  return { ok: false, problems: parsed.error.issues.slice(0, 20).map(toProblem) };
}

function toProblem(issue: z.core.$ZodIssue): DefinitionProblem {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return { path: [...path, key], message: `The keyword \`${key}\` is not supported here.` };
  }
  return { path, message: issue.message };
}

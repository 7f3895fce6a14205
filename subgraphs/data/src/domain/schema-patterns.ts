import { toRe2 } from './re2-pattern.ts';
import type { CellSchema, RowSchema } from './row-schema.ts';

/** A pattern of a schema, as the engine gets it, and where it is. */
export type SchemaPattern = { path: (string | number)[]; pattern: string };

/** Every pattern in the JSON Schema of a row. */
export function listPatterns(schema: RowSchema | CellSchema): SchemaPattern[] {
  const own = 'pattern' in schema && schema.pattern !== undefined ? toRe2(schema.pattern) : null;
  const properties = 'properties' in schema ? Object.entries(schema.properties ?? {}) : [];
  return [
    ...(own?.ok ? [{ path: ['pattern'], pattern: own.pattern }] : []),
    ...properties.flatMap(([name, part]) => under(['properties', name], part)),
    ...(['allOf', 'anyOf', 'oneOf'] as const).flatMap((keyword) =>
      (schema[keyword] ?? []).flatMap((part, index) => under([keyword, index], part)),
    ),
    ...(['not', 'if', 'then', 'else'] as const).flatMap((keyword) => {
      const part = schema[keyword];
      return part === undefined ? [] : under([keyword], part);
    }),
  ];
}

function under(place: (string | number)[], part: RowSchema | CellSchema): SchemaPattern[] {
  return listPatterns(part).map(({ path, pattern }) => ({ path: [...place, ...path], pattern }));
}

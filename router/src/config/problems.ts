import { distance } from 'fastest-levenshtein';
import { z } from 'zod';

/** What is wrong with a configuration, a line each; an unknown key comes with the known one that it resembles. */
export function problemsOf(error: z.ZodError, schema: z.ZodType): string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [`${path === '' ? 'the file' : path}: ${issue.message}`];
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => `${[path, key].filter(Boolean).join('.')}: unknown key${suggestion(key, known)}`);
  });
}

function suggestion(key: string, known: readonly string[]): string {
  const [nearest] = known.toSorted((a, b) => distance(a, key) - distance(b, key));
  if (nearest !== undefined && distance(nearest, key) <= Math.max(2, key.length / 3))
    return `; did you mean ${nearest}?`;
  return known.length > 0 ? `; known here: ${known.join(', ')}` : '';
}

/** The keys that an object has at a path of the schema; of a union, those of every member. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => keysAt(option, path));
  const [next, ...rest] = path;
  if (inner instanceof z.ZodArray && next !== undefined) return keysAt(inner.element, rest);
  if (inner instanceof z.ZodRecord && next !== undefined) return keysAt(inner.valueType, rest);
  if (!(inner instanceof z.ZodObject)) return [];
  if (next === undefined) return Object.keys(inner.shape);
  const shape: Readonly<Record<PropertyKey, z.core.$ZodType | undefined>> = inner.shape;
  const child = shape[next];
  return child ? keysAt(child, rest) : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap());
  if (schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  return schema;
}

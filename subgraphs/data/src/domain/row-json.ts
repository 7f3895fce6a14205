import type { Field } from './compile-pipeline.ts';
import { asText } from './sql-text.ts';

export type JsonScalar = string | number | boolean | null;

/** The fields `<prefix><n>` as the engine gives them to `rowJson`. */
export function jsonSelection(fields: readonly Field[], prefix: string): string[] {
  return fields.map(({ type }, index) => {
    const sql = `${prefix}${index}`;
    return type === 'text' || type === 'boolean' ? sql : asText({ sql, type });
  });
}

/** A row by the names of its fields; numbers have the precision of JSON. */
export function rowJson(fields: readonly Field[], cells: readonly unknown[]): Record<string, JsonScalar> {
  return Object.fromEntries(fields.map(({ name, type }, index) => [name, cellJson(type, cells[index])]));
}

function cellJson(type: Field['type'], cell: unknown): JsonScalar {
  if (type === 'boolean') return typeof cell === 'boolean' ? cell : null;
  if (typeof cell !== 'string') return null;
  return type === 'number' ? Number(cell) : cell;
}

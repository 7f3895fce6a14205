import type { Field } from './compile-pipeline.ts';
import type { JsonScalar } from './row-json.ts';

const lineEnd = '\r\n';

/**
 * Rows as CSV (RFC 4180) with a header. A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * injection); numbers stay numbers, negative ones too.
 */
export function formatCsv(fields: readonly Field[], rows: readonly Record<string, JsonScalar>[]): string {
  const lines = [
    fields.map(({ name }) => formatCell(name)),
    ...rows.map((row) => fields.map(({ name }) => formatCell(row[name] ?? null))),
  ];
  return lines.map((cells) => cells.join(',') + lineEnd).join('');
}

function formatCell(value: JsonScalar): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(guarded) || guarded.trim() !== guarded ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

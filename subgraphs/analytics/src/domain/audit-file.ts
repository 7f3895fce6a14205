import { canonicalJson } from './audit-chain.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Period } from './compliance.ts';

export type AuditFileFormat = 'CSV' | 'JSON_LINES';

/** A part of a file, and of whose entries and which period it is. */
export type AuditFilePart = {
  tenantId: string;
  period: Period;
  content: string;
  entryCount: number;
  endCursor: string | null;
};

const columns = [
  ...['occurredAt', 'domain', 'action', 'actorId', 'resourceType', 'resourceId', 'result'],
  ...['ipAddress', 'userAgent', 'requestId', 'metadata', 'id'],
] as const;

/** Entries as a part of a file; the first part of a CSV has the names of the columns. */
export function writeAuditFile(format: AuditFileFormat, entries: readonly AuditEntry[], isFirst: boolean): string {
  const rows = entries.map(cellsOf);
  if (format === 'JSON_LINES') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const lines = rows.map((row) => columns.map((column) => cell(row[column])));
  const names: string[][] = isFirst ? [columns.map((column) => cell(column))] : [];
  return [...names, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

const cellsOf = ({ occurredAt, metadata, tenantId: _, ...entry }: AuditEntry): Record<string, string | null> => ({
  ...entry,
  occurredAt: occurredAt.toISOString(),
  metadata: canonicalJson(metadata),
});

// What spreadsheets take for the beginning of a formula, in full width too (OWASP, CSV injection).
const formula = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

function cell(value: string | null | undefined): string {
  const text = value ?? '';
  return `"${formula.test(text) || /^[\t\r\n]/.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
}

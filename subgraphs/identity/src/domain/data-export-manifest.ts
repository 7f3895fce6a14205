import type { DataExport } from './data-export.ts';

const notIncluded = [
  'Passwords, API keys, seeds of authenticator apps and tokens: whoever has them could act as you. They are kept as hashes, or sealed.',
  'Customers of connected stores: their data is held for the store, which tells them.',
  'The content of files and the results of pipelines: they belong to the organization. What is told of them is what names you.',
  'Copies that end by themselves within 30 days: results by idempotency key, published events, mails that wait to be sent, backups.',
];

/** The first line of the file: whom it is about, what is in it, and what is not. */
export function manifestOf({ id, userId, requestedAt, completedAt, domains }: DataExport): string {
  const record = {
    ...{ exportId: id, userId, requestedAt, completedAt },
    format: 'Each line is a JSON object with the domain that holds the record, its kind, and the record.',
    domains: domains.map(({ domain, recordCounts, isCutOff }) => ({ domain, recordCounts, isCutOff })),
    notIncluded,
  };
  return `${JSON.stringify({ domain: 'identity', kind: 'manifest', record })}\n`;
}

import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { canonicalJson, type SealedEntry } from './audit-chain.ts';
import { inName } from './audit-vault.ts';

/** Bounds of one archive: entries, and bytes of its text. */
export const archiveLimits = { entries: 50_000, bytes: 64 * 1024 * 1024 } as const;

const text = z.string().nullable();
const line = z.object({
  seq: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  entry: z.object({
    ...{ id: z.string(), tenantId: z.string(), domain: z.string(), action: z.string(), result: z.string() },
    ...{ actorId: text, resourceType: text, resourceId: text, ipAddress: text, userAgent: text, requestId: text },
    occurredAt: z.iso.datetime().transform((at) => new Date(at)),
    metadata: z.json(),
  }),
});

/** A sealed entry as a line of an archive: JSON, with all that its hash covers. */
export function archiveLine({ seq, hash, entry }: SealedEntry): string {
  return `${canonicalJson({ seq, hash: hash.toString('hex'), entry: entry && { ...entry, occurredAt: entry.occurredAt.toISOString() } })}\n`;
}

/** The content of an archive: its lines, with gzip. */
export const packArchive = (lines: readonly string[]): Buffer => gzipSync(lines.join(''));

/** The text of an archive; null when it is none, or larger than an archive can be. */
export function unpackArchive(file: Buffer): string | null {
  try {
    // A line more than the bound may be in it.
    return gunzipSync(file, { maxOutputLength: 2 * archiveLimits.bytes }).toString('utf8');
  } catch {
    return null;
  }
}

/** The entries of an archive's text, in batches; throws for a line that is none. */
export function* readArchive(archived: string): Generator<SealedEntry[]> {
  const lines = archived.trimEnd().split('\n');
  for (let index = 0; index < lines.length; index += 500)
    yield lines.slice(index, index + 500).map((json) => {
      const { seq, hash, entry } = line.parse(JSON.parse(json));
      return { seq, hash: Buffer.from(hash, 'hex'), entryId: entry.id, entry };
    });
}

export const fileHash = (file: Buffer): string => createHash('sha256').update(file).digest('hex');

type Range = { fromSeq: number; toSeq: number };

/** The folder of a tenant's archives in the vault, the name of one, whether it is sealed (those of before are not), and the range that a name says. */
export const archiveFolder = (tenant: string) => `${tenant}/archives`;
export const archiveName = (tenant: string, { fromSeq, toSeq }: Range) =>
  `${archiveFolder(tenant)}/${inName(fromSeq)}-${inName(toSeq)}.ndjson.gz.sealed`;
export const isSealedArchive = (name: string) => name.endsWith('.sealed');
export function archivedRange(name: string): Range | null {
  const [, fromSeq, toSeq] = /\/(\d{16})-(\d{16})\.ndjson\.gz(?:\.sealed)?$/.exec(name) ?? [];
  return fromSeq === undefined ? null : { fromSeq: Number(fromSeq), toSeq: Number(toSeq) };
}

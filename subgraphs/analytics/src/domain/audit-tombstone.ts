import { z } from 'zod';
import { readJson } from './audit-checkpoint.ts';
import type { AuditVerifier } from './audit-keys.ts';

const purpose = 'conea.audit.tombstone.v1';
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const statement = z.object({
  tenant: z.string(),
  fromSeq: z.number().int().positive(),
  toSeq: z.number().int().positive(),
  /** The hashes before the first and of the last purged entry: the chain goes on behind them. */
  previousHash: hash,
  hash,
  at: z.iso.datetime(),
  /** Where the entries are now, and the SHA-256 of that file. */
  archive: z.string(),
  archiveHash: hash,
});
const tombstone = statement.extend({ keyId: z.string(), signature: z.string() });

/** What stands for entries that were archived and purged: the manifest of their archive, signed. */
export type Tombstone = z.infer<typeof tombstone>;

/** Reads a tombstone of a tenant; null when it is none, or is not signed by a known key. */
export function parseTombstone(verify: AuditVerifier, tenant: string, content: Buffer): Tombstone | null {
  const parsed = tombstone.safeParse(readJson(content));
  if (!parsed.success || parsed.data.tenant !== tenant) return null;
  return verify(purpose, statement.parse(parsed.data), parsed.data) ? parsed.data : null;
}

export const tombstoneFolder = (tenant: string) => `${tenant}/tombstones`;

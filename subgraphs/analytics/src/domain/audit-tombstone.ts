import { z } from 'zod';
import { readJson } from './audit-checkpoint.ts';
import type { AuditSigner, AuditVerifier } from './audit-keys.ts';
import { inName } from './audit-vault.ts';

const purpose = 'conea.audit.tombstone.v1';
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const statement = z.object({
  tenant: z.string(),
  fromSeq: z.number().int().positive(),
  toSeq: z.number().int().positive(),
  count: z.number().int().positive(),
  /** The hashes before the first, of the first and of the last purged entry: the chain goes on behind them. */
  previousHash: hash,
  firstHash: hash,
  hash,
  at: z.iso.datetime(),
  /** Where the entries are now, and the SHA-256 of that file. */
  archive: z.string(),
  archiveHash: hash,
});
const tombstone = statement.extend({ keyId: z.string(), signature: z.string() });

/** What stands for entries that were archived and purged: the manifest of their archive, signed. */
export type Tombstone = z.infer<typeof tombstone>;

export function signTombstone(signer: AuditSigner, stated: z.infer<typeof statement>): Tombstone {
  return { ...stated, ...signer.sign(purpose, stated) };
}

/** Reads a tombstone of a tenant; null when it is none, or is not signed by a known key. */
export function parseTombstone(verify: AuditVerifier, tenant: string, content: Buffer): Tombstone | null {
  const parsed = tombstone.safeParse(readJson(content));
  if (!parsed.success || parsed.data.tenant !== tenant) return null;
  return verify(purpose, statement.parse(parsed.data), parsed.data) ? parsed.data : null;
}

/** The folder of a tenant's tombstones in the vault, and the name of one. */
export const tombstoneFolder = (tenant: string) => `${tenant}/tombstones`;
export const tombstoneName = ({ tenant, toSeq }: Pick<Tombstone, 'tenant' | 'toSeq'>) =>
  `${tombstoneFolder(tenant)}/${inName(toSeq)}.json`;

import { z } from 'zod';
import { inName } from './audit-vault.ts';
import type { AuditSigner, AuditVerifier } from './audit-keys.ts';

const purpose = 'conea.audit.checkpoint.v1';
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const statement = z.object({
  tenant: z.string(),
  /** The last entry that it covers. */
  seq: z.number().int().positive(),
  hash,
  /** How many entries came since the checkpoint before. */
  count: z.number().int().positive(),
  at: z.iso.datetime(),
  /** The signature of the checkpoint before: none can be left out. */
  previous: z.string().nullable(),
});
const checkpoint = statement.extend({ keyId: z.string(), signature: z.string() });

/** What a chain was at one time, signed and kept elsewhere. */
export type Checkpoint = z.infer<typeof checkpoint>;

export function signCheckpoint(signer: AuditSigner, stated: z.infer<typeof statement>): Checkpoint {
  return { ...stated, ...signer.sign(purpose, stated) };
}

/** Reads a checkpoint of a tenant; null when it is none, or is not signed by a known key. */
export function parseCheckpoint(verify: AuditVerifier, tenant: string, content: Buffer): Checkpoint | null {
  const parsed = checkpoint.safeParse(readJson(content));
  if (!parsed.success || parsed.data.tenant !== tenant) return null;
  return verify(purpose, statement.parse(parsed.data), parsed.data) ? parsed.data : null;
}

/** The folder of a tenant's checkpoints in the vault, and the name of one. */
export const checkpointFolder = (tenant: string) => `${tenant}/checkpoints`;
export const checkpointName = ({ tenant, seq }: Pick<Checkpoint, 'tenant' | 'seq'>) =>
  `${checkpointFolder(tenant)}/${inName(seq)}.json`;

export function readJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}

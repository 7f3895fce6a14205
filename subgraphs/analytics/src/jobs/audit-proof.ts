import type { AuditVerifier } from '../domain/audit-keys.ts';
import { checkpointFolder, parseCheckpoint, type Checkpoint } from '../domain/audit-checkpoint.ts';
import { parseTombstone, tombstoneFolder, type Tombstone } from '../domain/audit-tombstone.ts';
import type { AuditVault } from '../domain/audit-vault.ts';

/** What the second place says of a tenant's chain; null in the place of what no known key signed. */
export type AuditProof = { checkpoints: (Checkpoint | null)[]; tombstones: (Tombstone | null)[] };

/** Reads every checkpoint and tombstone of a tenant. */
export async function readProof(vault: AuditVault, verify: AuditVerifier, tenantId: string): Promise<AuditProof> {
  const checkpoints: (Checkpoint | null)[] = [];
  for (const name of await vault.list(checkpointFolder(tenantId)))
    checkpoints.push(parseCheckpoint(verify, tenantId, await get(vault, name)));
  const tombstones: (Tombstone | null)[] = [];
  for (const name of await vault.list(tombstoneFolder(tenantId)))
    tombstones.push(parseTombstone(verify, tenantId, await get(vault, name)));
  return { checkpoints, tombstones };
}

async function get(vault: AuditVault, name: string): Promise<Buffer> {
  return (await vault.find(name)) ?? Buffer.alloc(0);
}

/** The tenants of whom something was signed. */
export function listVaultTenants(vault: AuditVault): Promise<string[]> {
  return vault.list('');
}

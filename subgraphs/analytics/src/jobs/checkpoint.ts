import type { BoundDatabase, Database, Logger } from '@conea/platform';
import { signCheckpoint, checkpointName, type Checkpoint } from '../domain/audit-checkpoint.ts';
import type { AuditSigner, AuditVerifier } from '../domain/audit-keys.ts';
import { AuditFaultError } from '../domain/audit-fault.ts';
import { checkpointFault, startAfter, verifyChain } from '../domain/audit-verification.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { findProgress, listChains, lockChain, setSigned } from '../store/audit-chain-store.ts';
import { readChain } from '../store/sealed-entries.ts';
import { readProof } from './audit-proof.ts';

export type CheckpointOptions = {
  database: Database;
  vault: AuditVault;
  signer: AuditSigner;
  verify: AuditVerifier;
  log: Logger;
};

/** Signs every chain that has grown; one that cannot be signed does not keep the others from it. Answers how many could not. */
export async function signCheckpoints(options: CheckpointOptions): Promise<number> {
  let failed = 0;
  for await (const tenantId of listChains(options.database.acrossTenants)) {
    try {
      await signTenant(options, tenantId);
    } catch (error) {
      failed++;
      options.log.error({ err: error, tenantId }, 'audit chain not signed');
    }
  }
  return failed;
}

/** Signs where a tenant's chain ends now, after everything since the last checkpoint was verified. Null when nothing is new. */
export async function signTenant(options: CheckpointOptions, tenantId: string): Promise<Checkpoint | null> {
  const { vault, signer, verify } = options;
  const database = options.database.forTenant(tenantId);
  const progress = await findProgress(database, tenantId);
  if (progress === null || progress.seq === progress.signedSeq) return null;
  const { checkpoints, tombstones } = await readProof(vault, verify, tenantId);
  const broken = checkpointFault(checkpoints, progress.signedSeq);
  if (broken) throw new AuditFaultError(broken);
  const last = checkpoints.at(-1) ?? null;
  // Whoever wrote it died before the database knew.
  if (last !== null && last.seq >= progress.seq) return adopt(database, last);
  const begin = startAfter(tenantId, tombstones);
  if ('kind' in begin) throw new AuditFaultError(begin);
  const start = last ? { seq: last.seq, hash: Buffer.from(last.hash, 'hex') } : begin;
  const { head, fault } = await verifyChain(readChain(database, tenantId, start.seq, progress.seq), {
    ...{ start, checkpoints: [], head: progress },
  });
  if (fault) throw new AuditFaultError(fault);
  const stated = { tenant: tenantId, seq: head.seq, hash: head.hash.toString('hex'), count: head.seq - start.seq };
  const previous = last?.signature ?? null;
  const checkpoint = signCheckpoint(signer, { ...stated, at: new Date().toISOString(), previous });
  return database.transaction(async (tx) => {
    // Two replicas sign in turn: the second one finds that it has been done.
    await lockChain(tx, tenantId);
    const now = await findProgress(tx, tenantId);
    if (now?.signedSeq !== progress.signedSeq) return null;
    await vault.put(checkpointName(checkpoint), Buffer.from(`${JSON.stringify(checkpoint)}\n`));
    await setSigned(tx, tenantId, checkpoint.seq);
    return checkpoint;
  });
}

async function adopt(database: BoundDatabase, checkpoint: Checkpoint): Promise<Checkpoint> {
  await database.transaction((tx) => setSigned(tx, checkpoint.tenant, checkpoint.seq));
  return checkpoint;
}

import type { Database, Envelope } from '@conea/platform';
import { archiveFolder, archivedRange } from '../domain/audit-archive.ts';
import type { ChainHead } from '../domain/audit-chain.ts';
import type { Checkpoint } from '../domain/audit-checkpoint.ts';
import { AuditFaultError } from '../domain/audit-fault.ts';
import type { AuditSigner, AuditVerifier } from '../domain/audit-keys.ts';
import { purgeLimits } from '../domain/audit-retention.ts';
import type { Tombstone } from '../domain/audit-tombstone.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { checkpointFault, startAfter, tombstoneFault } from '../domain/audit-verification.ts';
import { findProgress } from '../store/audit-chain-store.ts';
import { findPurgeEnd, findRetention, findSeal, isPurgeDue, purgeBatch } from '../store/audit-purge-store.ts';
import { archiveRange, requireArchive } from './archive-range.ts';
import { readProof } from './audit-proof.ts';

export type PurgeOptions = {
  database: Database;
  vault: AuditVault;
  signer: AuditSigner;
  verify: AuditVerifier;
  /** Seals archives, for each organization under keys of its own. */
  envelope: Envelope;
  /** Called for each batch that is gone. */
  onPurged(count: number): void;
};

/**
 * Archives the next range of a tenant whose time is over and purges it; answers how many entries went. Each step finds what an earlier process
 * left behind: an archive without a tombstone is taken when it is what the chain says, a tombstone without a purge is carried out.
 */
export async function purgeTenant(options: PurgeOptions, tenantId: string, now: Date): Promise<number> {
  const { vault, verify } = options;
  const database = options.database.forTenant(tenantId);
  const progress = await findProgress(database, tenantId);
  const limits = purgeLimits(await findRetention(database, tenantId), now);
  if (progress === null || !(await isPurgeDue(database, tenantId, progress.purgedSeq, limits.occurredBefore))) return 0;
  const { checkpoints, tombstones } = await readProof(vault, verify, tenantId);
  const begin = startAfter(tenantId, tombstones);
  if ('kind' in begin) throw new AuditFaultError(begin);
  const fault =
    checkpointFault(checkpoints, progress.signedSeq) ?? tombstoneFault(tombstones, checkpoints, progress.purgedSeq);
  if (fault) throw new AuditFaultError(fault);
  const unfinished = tombstones.find((tombstone) => tombstone !== null && tombstone.toSeq > progress.purgedSeq);
  if (unfinished) return purgeRange(options, unfinished, progress.purgedSeq);
  const signed = checkpoints.filter((checkpoint) => checkpoint !== null);
  const end = await nextEnd(options, tenantId, begin, signed, limits);
  if (end === null) return 0;
  const tombstone = await archiveRange(options, tenantId, { begin, end, checkpoints: signed, now });
  return purgeRange(options, tombstone, progress.purgedSeq);
}

/** Nothing goes whose archive is not there, whole. */
async function purgeRange(options: PurgeOptions, tombstone: Tombstone, purgedSeq: number): Promise<number> {
  await requireArchive(options.vault, tombstone);
  const { tenant, toSeq } = tombstone;
  for (let gone = purgedSeq; gone < toSeq;) {
    const last = await purgeBatch(options.database.forTenant(tenant), tenant, gone, toSeq);
    options.onPurged(last - gone);
    gone = last;
  }
  return toSeq - purgedSeq;
}

async function nextEnd(
  options: PurgeOptions,
  tenantId: string,
  begin: ChainHead,
  checkpoints: readonly Checkpoint[],
  { occurredBefore, signedBefore }: ReturnType<typeof purgeLimits>,
): Promise<ChainHead | null> {
  const database = options.database.forTenant(tenantId);
  const signedSeq = checkpoints.findLast(({ at }) => new Date(at) < signedBefore)?.seq ?? 0;
  const end = await findPurgeEnd(database, { tenantId, after: begin.seq, signedSeq, occurredBefore });
  if (end === null) return null;
  // Whoever wrote this archive died before its tombstone: nothing else may begin where it begins.
  const names = await options.vault.list(archiveFolder(tenantId));
  const left = names.map(archivedRange).find((range) => range?.fromSeq === begin.seq + 1);
  if (!left) return end;
  return left.toSeq <= end.seq ? findSeal(database, tenantId, left.toSeq) : null;
}

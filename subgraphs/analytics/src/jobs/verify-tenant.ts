import { sql, type Database, type Envelope, type Transaction } from '@conea/platform';
import { chainStart, type ChainHead } from '../domain/audit-chain.ts';
import type { Checkpoint } from '../domain/audit-checkpoint.ts';
import type { AuditVerifier } from '../domain/audit-keys.ts';
import type { Fault } from '../domain/audit-fault.ts';
import { checkpointFault, startAfter, tombstoneFault, verifyChain } from '../domain/audit-verification.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { findProgress } from '../store/audit-chain-store.ts';
import { isErased } from '../store/audit-purge-store.ts';
import { findStray, readChain } from '../store/sealed-entries.ts';
import { readProof, type AuditProof } from './audit-proof.ts';
import { verifyArchives } from './verify-archives.ts';

/** What was found: which entries were followed, and the first fault. */
export type TenantReport = {
  tenantId: string;
  fromSeq: number;
  toSeq: number;
  checkpoints: number;
  /** How many entries were archived and purged, and whether their archives were followed as well. */
  purged: number;
  hasArchives: boolean;
  /** Archives of an erased organization, whose keys went with it: they are as they were signed, and nobody can read them. */
  unreadable: number;
  fault: Fault | null;
};

export type VerifyOptions = {
  database: Database;
  vault: AuditVault;
  verify: AuditVerifier;
  /** Opens archived files, which are followed as well; without it they are not. */
  envelope?: Envelope | undefined;
};

/** Follows a tenant's chain from an entry on (from its beginning, or behind what was purged, without one). */
export async function verifyTenant(options: VerifyOptions, tenantId: string, from = 1): Promise<TenantReport> {
  const report = await verifyOnce(options, tenantId, from);
  // The two places are read one after the other: what was purged in between looks like a fault once.
  return report.fault === null ? report : verifyOnce(options, tenantId, from);
}

async function verifyOnce(
  { database, vault, verify, envelope }: VerifyOptions,
  tenantId: string,
  from: number,
): Promise<TenantReport> {
  const proof = await readProof(vault, verify, tenantId);
  const report = await verifyKept(database, tenantId, proof, from);
  if (report.fault?.kind === 'tombstone' || report.fault?.kind === 'checkpoint' || !envelope) return report;
  // An archived entry comes before all that is in the database.
  const [tombstones, checkpoints] = [proof.tombstones.filter(isSigned), proof.checkpoints.filter(isSigned)];
  const place = { vault, envelope, isErased: await isErased(database, tenantId) };
  const { unreadable, fault } = await verifyArchives(place, tombstones, checkpoints);
  return { ...report, hasArchives: true, unreadable, fault: fault ?? report.fault };
}

const isSigned = <Signed>(signed: Signed | null): signed is Signed => signed !== null;

function verifyKept(database: Database, tenantId: string, proof: AuditProof, from: number): Promise<TenantReport> {
  return database.forTenant(tenantId).transaction(async (tx) => {
    await tx.execute(sql`set transaction isolation level repeatable read, read only`);
    await tx.execute(sql`set local statement_timeout = 0`);
    return follow(tx, tenantId, proof, from);
  });
}

async function follow(
  tx: Transaction,
  tenantId: string,
  { checkpoints, tombstones }: AuditProof,
  from: number,
): Promise<TenantReport> {
  const progress = await findProgress(tx, tenantId);
  const begin = startAfter(tenantId, tombstones);
  const report = (head: ChainHead, start: ChainHead, fault: Fault | null): TenantReport => ({
    ...{ tenantId, fromSeq: start.seq + 1, toSeq: head.seq, fault },
    checkpoints: checkpoints.length,
    ...{ purged: tombstones.at(-1)?.toSeq ?? 0, hasArchives: false, unreadable: 0 },
  });
  const none = chainStart(tenantId);
  if ('kind' in begin) return report(none, none, begin);
  const broken = checkpointFault(checkpoints, 0) ?? tombstoneFault(tombstones, checkpoints, progress?.purgedSeq ?? 0);
  if (broken) return report(begin, begin, broken);
  const signed = checkpoints.filter((checkpoint) => checkpoint !== null);
  const start = startBefore(begin, signed, from);
  const { head, fault } = await verifyChain(readChain(tx, tenantId, start.seq), {
    ...{ start, checkpoints: signed, head: progress ?? begin },
  });
  if (fault) return report(head, start, fault);
  const lost = checkpointFault(checkpoints, progress?.signedSeq ?? 0);
  if (lost) return report(head, start, lost);
  return report(head, start, await strayFault(tx, tenantId, head));
}

/** The last signed place before an entry: what stands there needs no proof. */
function startBefore(begin: ChainHead, checkpoints: readonly Checkpoint[], from: number): ChainHead {
  const trusted = checkpoints.findLast(({ seq }) => seq < from && seq > begin.seq);
  return trusted ? { seq: trusted.seq, hash: Buffer.from(trusted.hash, 'hex') } : begin;
}

async function strayFault(tx: Transaction, tenantId: string, head: ChainHead): Promise<Fault | null> {
  const entryId = await findStray(tx, tenantId);
  if (entryId === null) return null;
  return { kind: 'unsealed', seq: head.seq + 1, entryId, detail: 'an entry was added past the chain' };
}

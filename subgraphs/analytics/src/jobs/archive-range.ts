import { archiveFolder, archiveLine, archiveName, archivedRange, fileHash } from '../domain/audit-archive.ts';
import type { ChainHead, SealedEntry } from '../domain/audit-chain.ts';
import type { Checkpoint } from '../domain/audit-checkpoint.ts';
import { AuditFaultError } from '../domain/audit-fault.ts';
import { signTombstone, tombstoneName, type Tombstone } from '../domain/audit-tombstone.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { verifyChain } from '../domain/audit-verification.ts';
import { readChain } from '../store/sealed-entries.ts';
import { forgetfulEnvelope, openArchive, sealArchive } from './archive-content.ts';
import { isErased } from '../store/audit-purge-store.ts';
import type { PurgeOptions } from './purge-tenant.ts';

/** Behind `begin`, up to and with `end`; checkpoints of the whole chain. */
export type ArchiveRange = { begin: ChainHead; end: ChainHead; checkpoints: readonly Checkpoint[]; now: Date };

/** Verifies a range, writes it into the vault under the tenant's own key, reads it back, and signs the tombstone that stands for it from now on. */
export async function archiveRange(
  options: PurgeOptions,
  tenant: string,
  { begin, end, checkpoints, now }: ArchiveRange,
): Promise<Tombstone> {
  const { database, vault, signer } = options;
  const lines: string[] = [];
  let firstHash = '';
  const entries = async function* () {
    for await (const batch of readChain(database.forTenant(tenant), tenant, begin.seq, end.seq)) {
      firstHash ||= batch[0]?.hash.toString('hex') ?? '';
      lines.push(...batch.map((sealed: SealedEntry) => archiveLine(sealed)));
      yield batch;
    }
  };
  const signed = checkpoints.filter(({ seq }) => seq > begin.seq && seq <= end.seq);
  const { fault } = await verifyChain(entries(), { start: begin, checkpoints: signed, head: end });
  if (fault) throw new AuditFaultError(fault);
  const range = { fromSeq: begin.seq + 1, toSeq: end.seq };
  const { archive, archiveHash } = await keepArchive(options, tenant, range, lines);
  const tombstone = signTombstone(signer, {
    ...{ tenant, ...range, count: lines.length, firstHash, archive, archiveHash },
    ...{ previousHash: begin.hash.toString('hex'), hash: end.hash.toString('hex'), at: now.toISOString() },
  });
  await requireArchive(vault, tombstone);
  await vault.put(tombstoneName(tombstone), Buffer.from(`${JSON.stringify(tombstone)}\n`));
  return tombstone;
}

/** Throws unless the vault has the archive that a tombstone speaks of. */
export async function requireArchive(vault: AuditVault, { archive, archiveHash, fromSeq }: Tombstone): Promise<void> {
  const file = await vault.find(archive);
  if (file !== null && fileHash(file) === archiveHash) return;
  const detail = `${archive} is ${file === null ? 'missing' : 'not what was archived'}`;
  throw new AuditFaultError({ kind: 'archive', seq: fromSeq, entryId: null, detail });
}

/** Sealed or packed again, the same text is another file: what is there counts by its text. */
async function keepArchive(
  { database, vault, envelope }: PurgeOptions,
  tenant: string,
  range: { fromSeq: number; toSeq: number },
  lines: readonly string[],
): Promise<Pick<Tombstone, 'archive' | 'archiveHash'>> {
  const isOver = await isErased(database, tenant);
  const names = await vault.list(archiveFolder(tenant));
  const left = names.find((name) => archivedRange(name)?.fromSeq === range.fromSeq);
  const there = left === undefined ? null : await vault.find(left);
  if (left !== undefined && there !== null) {
    const content = await openArchive(envelope, tenant, left, there);
    // Of an organization that was erased, nobody could read another one either.
    const isClosed = isOver && content.text === null && content.isKeyGone;
    if (isClosed || content.text === lines.join('')) return { archive: left, archiveHash: fileHash(there) };
    const detail = `${left} is not what the chain says`;
    throw new AuditFaultError({ kind: 'archive', seq: range.fromSeq, entryId: null, detail });
  }
  const archive = archiveName(tenant, range);
  const file = await sealArchive(isOver ? forgetfulEnvelope : envelope, tenant, archive, lines);
  await vault.put(archive, file);
  return { archive, archiveHash: fileHash(file) };
}

import { archiveLine, archiveName, fileHash, packArchive, unpackArchive } from '../domain/audit-archive.ts';
import type { ChainHead, SealedEntry } from '../domain/audit-chain.ts';
import type { Checkpoint } from '../domain/audit-checkpoint.ts';
import { AuditFaultError } from '../domain/audit-fault.ts';
import { signTombstone, tombstoneName, type Tombstone } from '../domain/audit-tombstone.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { verifyChain } from '../domain/audit-verification.ts';
import { readChain } from '../store/sealed-entries.ts';
import type { PurgeOptions } from './purge-tenant.ts';

/** Behind `begin`, up to and with `end`; checkpoints of the whole chain. */
export type ArchiveRange = { begin: ChainHead; end: ChainHead; checkpoints: readonly Checkpoint[]; now: Date };

/** Verifies a range, writes it into the vault, reads it back, and signs the tombstone that stands for it from now on. */
export async function archiveRange(
  { database, vault, signer }: PurgeOptions,
  tenant: string,
  { begin, end, checkpoints, now }: ArchiveRange,
): Promise<Tombstone> {
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
  const archive = archiveName(tenant, range);
  const archiveHash = await keepArchive(vault, archive, lines, range.fromSeq);
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

/** Another version of zlib packs the same text in another way: what is there counts by its text. */
async function keepArchive(vault: AuditVault, name: string, lines: readonly string[], seq: number): Promise<string> {
  const there = await vault.find(name);
  if (there !== null && unpackArchive(there) !== lines.join(''))
    throw new AuditFaultError({ kind: 'archive', seq, entryId: null, detail: `${name} is not what the chain says` });
  const file = there ?? packArchive(lines);
  if (there === null) await vault.put(name, file);
  return fileHash(file);
}

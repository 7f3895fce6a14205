import type { Envelope } from '@conea/platform';
import { fileHash, readArchive } from '../domain/audit-archive.ts';
import type { SealedEntry } from '../domain/audit-chain.ts';
import type { Checkpoint } from '../domain/audit-checkpoint.ts';
import type { Fault } from '../domain/audit-fault.ts';
import type { Tombstone } from '../domain/audit-tombstone.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { verifyChain } from '../domain/audit-verification.ts';
import { openArchive } from './archive-content.ts';

export type ArchivePlace = {
  vault: AuditVault;
  envelope: Envelope;
  /** Whether the organization was erased: the keys of its archives went with it, and that is no fault. */
  isErased: boolean;
};

/** What came of following archives: how many are only as they were signed, since nobody can read them, and the first fault. */
export type ArchiveOutcome = { unreadable: number; fault: Fault | null };

/** Follows the archived part of a chain through its files, one after the other, until the first fault. */
export async function verifyArchives(
  place: ArchivePlace,
  tombstones: readonly Tombstone[],
  checkpoints: readonly Checkpoint[],
): Promise<ArchiveOutcome> {
  let unreadable = 0;
  for (const tombstone of tombstones) {
    const found = await verifyArchive(place, tombstone, checkpoints);
    if (found === 'unreadable') unreadable++;
    else if (found) return { unreadable, fault: found };
  }
  return { unreadable, fault: null };
}

async function verifyArchive(
  { vault, envelope, isErased }: ArchivePlace,
  { tenant, archive, archiveHash, fromSeq, toSeq, previousHash, hash }: Tombstone,
  checkpoints: readonly Checkpoint[],
): Promise<Fault | 'unreadable' | null> {
  const broken = (detail: string): Fault => ({ kind: 'archive', seq: fromSeq, entryId: null, detail });
  const file = await vault.find(archive);
  if (file === null) return broken(`${archive} is missing`);
  const isSigned = fileHash(file) === archiveHash;
  const content = await openArchive(envelope, tenant, archive, file);
  if (content.text === null && content.isKeyGone && isErased && isSigned) return 'unreadable';
  const entries = content.text === null ? null : parseAll(content.text);
  if (entries === null) return broken(`${archive} cannot be read`);
  const signed = checkpoints.filter(({ seq }) => seq >= fromSeq && seq <= toSeq);
  const { fault } = await verifyChain(entries, {
    start: { seq: fromSeq - 1, hash: Buffer.from(previousHash, 'hex') },
    checkpoints: signed,
    head: { seq: toSeq, hash: Buffer.from(hash, 'hex') },
  });
  if (fault) return { ...fault, detail: `${archive}: ${fault.detail}` };
  return isSigned ? null : broken(`${archive} is not the file that was signed`);
}

/** In batches as the chain is read; null when a line is no entry. */
function parseAll(text: string): AsyncIterable<SealedEntry[]> | null {
  try {
    const batches = [...readArchive(text)];
    return (async function* () {
      yield* batches;
    })();
  } catch {
    return null;
  }
}

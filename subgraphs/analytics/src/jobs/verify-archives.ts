import { fileHash, readArchive, unpackArchive } from '../domain/audit-archive.ts';
import type { SealedEntry } from '../domain/audit-chain.ts';
import type { Checkpoint } from '../domain/audit-checkpoint.ts';
import type { Fault } from '../domain/audit-fault.ts';
import type { Tombstone } from '../domain/audit-tombstone.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { verifyChain } from '../domain/audit-verification.ts';

/** Follows the archived part of a chain through its files, one after the other, until the first fault. */
export async function verifyArchives(
  vault: AuditVault,
  tombstones: readonly Tombstone[],
  checkpoints: readonly Checkpoint[],
): Promise<Fault | null> {
  for (const tombstone of tombstones) {
    const found = await verifyArchive(vault, tombstone, checkpoints);
    if (found) return found;
  }
  return null;
}

async function verifyArchive(
  vault: AuditVault,
  { archive, archiveHash, fromSeq, toSeq, previousHash, hash }: Tombstone,
  checkpoints: readonly Checkpoint[],
): Promise<Fault | null> {
  const broken = (detail: string): Fault => ({ kind: 'archive', seq: fromSeq, entryId: null, detail });
  const file = await vault.find(archive);
  if (file === null) return broken(`${archive} is missing`);
  const text = unpackArchive(file);
  const entries = text === null ? null : parseAll(text);
  if (entries === null) return broken(`${archive} cannot be read`);
  const signed = checkpoints.filter(({ seq }) => seq >= fromSeq && seq <= toSeq);
  const { fault } = await verifyChain(entries, {
    start: { seq: fromSeq - 1, hash: Buffer.from(previousHash, 'hex') },
    checkpoints: signed,
    head: { seq: toSeq, hash: Buffer.from(hash, 'hex') },
  });
  if (fault) return { ...fault, detail: `${archive}: ${fault.detail}` };
  return fileHash(file) === archiveHash ? null : broken(`${archive} is not the file that was signed`);
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

import { chainStart, nextHead, type ChainHead, type SealedEntry } from './audit-chain.ts';
import type { Checkpoint } from './audit-checkpoint.ts';
import type { Fault, FaultKind } from './audit-fault.ts';
import type { Tombstone } from './audit-tombstone.ts';

/** What a chain is held against: signed checkpoints in their order, and what the database says of itself. */
export type Evidence = {
  start: ChainHead;
  checkpoints: readonly Checkpoint[];
  /** Where the database says that the chain ends. */
  head: ChainHead;
};

export type Verification = { head: ChainHead; fault: Fault | null };

const fault = (kind: FaultKind, seq: number, entryId: string | null, detail: string): Fault =>
  ({ kind, seq, entryId, detail }) satisfies Fault;

/** Follows a chain through batches of its entries until the first fault. */
export async function verifyChain(
  batches: AsyncIterable<readonly SealedEntry[]>,
  { start, checkpoints, head: stated }: Evidence,
): Promise<Verification> {
  const signed = new Map(checkpoints.map((checkpoint) => [checkpoint.seq, checkpoint]));
  let [head, lastSigned] = [start, start.seq];
  for await (const batch of batches) {
    for (const [index, sealed] of batch.entries()) {
      const found = findFault(head, sealed, batch.slice(index + 1));
      if (found) return { head, fault: found };
      head = { seq: sealed.seq, hash: sealed.hash };
      const checkpoint = signed.get(head.seq);
      if (checkpoint && checkpoint.hash !== head.hash.toString('hex'))
        return { head, fault: forged(lastSigned + 1, head.seq) };
      if (checkpoint) lastSigned = head.seq;
    }
  }
  return { head, fault: cutFault(head, checkpoints, stated) };
}

/** One entry in its place: nothing missing before it, nothing changed in it. */
function findFault(head: ChainHead, sealed: SealedEntry, later: readonly SealedEntry[]): Fault | null {
  const expected = head.seq + 1;
  if (sealed.seq !== expected)
    return fault('deleted', expected, null, `entry ${expected} is missing; the next one is ${sealed.seq}`);
  const { entry, entryId, hash } = sealed;
  if (entry === null) return fault('deleted', expected, entryId, 'the entry is missing, its seal is there');
  if (nextHead(head, entry).hash.equals(hash)) return null;
  const other = later.find(({ entry: candidate, hash: itsHash }) => {
    if (candidate === null) return false;
    const there = nextHead(head, candidate).hash;
    return there.equals(hash) || there.equals(itsHash);
  });
  if (other) return fault('swapped', expected, entryId, `the entry that belongs here is at ${other.seq}`);
  return fault('changed', expected, entryId, 'the entry is not what was sealed');
}

const forged = (from: number, to: number) =>
  fault('forged', from, null, `one of the entries ${from} to ${to} was changed and the hashes after it made anew`);

function cutFault(head: ChainHead, checkpoints: readonly Checkpoint[], stated: ChainHead): Fault | null {
  const signedUntil = checkpoints.at(-1)?.seq ?? 0;
  const missing = head.seq + 1;
  if (signedUntil > head.seq)
    return fault(
      'cut',
      missing,
      null,
      `the chain ends at ${head.seq}; a checkpoint covers entries up to ${signedUntil}`,
    );
  if (stated.seq > head.seq)
    return fault('cut', missing, null, `the chain ends at ${head.seq}; there were entries up to ${stated.seq}`);
  if (stated.seq < head.seq || !stated.hash.equals(head.hash))
    return fault('changed', head.seq, null, 'the database states another end of the chain');
  return null;
}

/** Whether checkpoints follow each other without a gap, and none is older than what the database knows to be signed. */
export function checkpointFault(checkpoints: readonly (Checkpoint | null)[], signedSeq: number): Fault | null {
  let previous: Checkpoint | null = null;
  for (const checkpoint of checkpoints) {
    const after = previous?.seq ?? 0;
    if (checkpoint === null)
      return fault('checkpoint', after + 1, null, `the checkpoint after ${after} is not signed by a known key`);
    if (checkpoint.previous !== (previous?.signature ?? null) || checkpoint.seq - checkpoint.count !== after)
      return fault('checkpoint', after + 1, null, `between ${after} and ${checkpoint.seq} a checkpoint is missing`);
    previous = checkpoint;
  }
  if ((previous?.seq ?? 0) < signedSeq)
    return fault('checkpoint', (previous?.seq ?? 0) + 1, null, `the checkpoint at ${signedSeq} is missing`);
  return null;
}

/** Where a chain begins after what was purged; a fault when purged ranges do not follow each other. */
export function startAfter(tenantId: string, tombstones: readonly (Tombstone | null)[]): ChainHead | Fault {
  let head = chainStart(tenantId);
  for (const tombstone of tombstones) {
    if (tombstone?.fromSeq !== head.seq + 1 || tombstone.previousHash !== head.hash.toString('hex'))
      return fault('tombstone', head.seq + 1, null, `what was purged after ${head.seq} has no valid tombstone`);
    head = { seq: tombstone.toSeq, hash: Buffer.from(tombstone.hash, 'hex') };
  }
  return head;
}

/** Whether tombstones stand for what was signed, and for all that the database knows to be purged. */
export function tombstoneFault(
  tombstones: readonly (Tombstone | null)[],
  checkpoints: readonly (Checkpoint | null)[],
  purgedSeq: number,
): Fault | null {
  const last = tombstones.at(-1)?.toSeq ?? 0;
  if (last < purgedSeq)
    return fault('tombstone', last + 1, null, `the tombstone of the entries ${last + 1} to ${purgedSeq} is missing`);
  const signed = new Map(checkpoints.map((checkpoint) => [checkpoint?.seq, checkpoint?.hash]));
  for (const tombstone of tombstones) {
    if (tombstone === null) continue;
    const { fromSeq, toSeq, hash } = tombstone;
    if (toSeq > (checkpoints.at(-1)?.seq ?? 0))
      return fault('tombstone', fromSeq, null, `the entries ${fromSeq} to ${toSeq} were purged before a checkpoint`);
    if ((signed.get(toSeq) ?? hash) !== hash)
      return fault('tombstone', fromSeq, null, `the tombstone at ${toSeq} contradicts the checkpoint`);
  }
  return null;
}

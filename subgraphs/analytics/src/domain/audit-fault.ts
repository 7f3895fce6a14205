/** The first thing that is wrong with a chain: at which number, and with which entry if it is known. */
export type Fault = { kind: FaultKind; seq: number; entryId: string | null; detail: string };

export type FaultKind =
  'changed' | 'deleted' | 'swapped' | 'cut' | 'forged' | 'unsealed' | 'checkpoint' | 'tombstone' | 'archive';

/** A chain that is not what was sealed: no checkpoint may bless it, and nothing of it is purged. */
export class AuditFaultError extends Error {
  override name = 'AuditFaultError';
  constructor({ seq, detail }: Fault) {
    super(`the audit chain is broken at ${seq}: ${detail}`);
  }
}

/**
 * The second place of the audit trail, which whoever can write to the database cannot change: a folder, later an object store with a lock on
 * its objects. Names are paths of the characters `A-Z a-z 0-9 _ . -`.
 */
export type AuditVault = {
  /** Writes once; throws when something else has the name, and does nothing when the same has it. */
  put(name: string, content: AsyncIterable<Uint8Array> | Uint8Array): Promise<void>;
  /** Null when nothing has the name. */
  find(name: string): Promise<Buffer | null>;
  /** The names in a folder, in their order; '' is the whole vault, with one folder for each tenant. */
  list(folder: string): Promise<string[]>;
};

/** The place of a number in a name, so that names sort as numbers do. */
export const inName = (seq: number) => String(seq).padStart(16, '0');

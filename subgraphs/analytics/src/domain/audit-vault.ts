/**
 * The second place of the audit trail, which whoever can write to the database cannot change: a folder, or a bucket with a lock on its
 * objects. Names are paths of the characters `A-Z a-z 0-9 _ . -`.
 */
export type AuditVault = {
  /** Writes once; throws when something else has the name, and does nothing when the same has it. */
  put(name: string, content: Uint8Array): Promise<void>;
  /** Null when nothing has the name. */
  find(name: string): Promise<Buffer | null>;
  /** The names in a folder, in their order; '' is the whole vault, with one folder for each tenant. */
  list(folder: string): Promise<string[]>;
};

const path = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

export const isVaultName = (name: string): boolean => path.test(name);

/** Answers the name; throws a RangeError when it is none. */
export function parseVaultName(name: string): string {
  if (!isVaultName(name)) throw new RangeError('this is not a name in a vault');
  return name;
}

/** The error of a vault that is asked to write over something. */
export const nameTaken = (cause: unknown) => new Error('something else has this name in the vault', { cause });

/** The place of a number in a name, so that names sort as numbers do. */
export const inName = (seq: number) => String(seq).padStart(16, '0');

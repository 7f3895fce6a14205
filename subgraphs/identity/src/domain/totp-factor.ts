import type { Queries, Transaction } from '@conea/platform';

/** An authenticator app of a person. */
export type TotpFactor = { id: string; userId: string; sealedSeed: string; createdAt: Date; lastUsedAt: Date | null };

/** What the use cases need of the stored authenticator apps: a person has one, and one more while they set it up. */
export type TotpStore = {
  /** Takes the place of one that was not confirmed. */
  addPending(tx: Transaction, factor: Omit<TotpFactor, 'lastUsedAt'>): Promise<void>;
  /** One that was begun after this time. */
  findPending(tx: Transaction, userId: string, since: Date): Promise<TotpFactor | null>;
  /** Takes the place of the one before. */
  confirm(tx: Transaction, factor: TotpFactor, step: number, now: Date): Promise<void>;
  findConfirmed(queries: Queries, userId: string): Promise<TotpFactor | null>;
  /** False when a code of this step, or of a later one, was accepted before: of several that try, one succeeds. */
  useStep(tx: Transaction, id: string, step: number, now: Date): Promise<boolean>;
  /** Pending ones too; false when none was confirmed. */
  remove(tx: Transaction, userId: string): Promise<boolean>;
};

/** Where the seed is sealed for its row. */
export const sealedSeedPlace = { table: 'totp_factors', column: 'sealed_seed' } as const;

import type { Queries, Transaction } from '@conea/platform';

/** What is looked up, each hashed apart: equal texts of two kinds have different hashes. */
export type Indexed = 'address of a user' | 'address of an invitation' | 'linked identity';

/**
 * What something personal is found by while it is sealed: `<version>.<hash>`, keyed, so that nobody who has only the database can try addresses. While
 * the key is being replaced a text has a hash under each.
 */
export type BlindIndex = {
  /** All that a text may be stored as. */
  find(queries: Queries, kind: Indexed, text: string): Promise<string[]>;
  /**
   * The same, and what it is to be stored as. Whoever asks for the same text waits for the transaction: a unique index alone would not see that two
   * hashes are of one text.
   */
  hold(tx: Transaction, kind: Indexed, text: string): Promise<{ stored: string; all: string[] }>;
};

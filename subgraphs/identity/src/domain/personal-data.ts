import type { Envelope } from '@conea/platform';
import type { BlindIndex } from './blind-index.ts';
import type { SealedPlace } from './column-seal.ts';

/** What stores need to keep personal data: seals, and what it is found by. */
export type PersonalData = { envelope: Envelope; index: BlindIndex };

/** Whose value it is: a person or an organization; it is sealed under a data key of theirs, and unreadable without it. */
export type OwnedRow = { ownerId: string; rowId: string };

/** A value that was sealed, or not yet. */
export type Kept = { sealed: string | null; clear: string | null };

/** Seals values of one column. Whoever adds one adds it to `store/sealed-columns.ts`. */
export type PersonalSeal = {
  seal(row: OwnedRow, value: string): Promise<string>;
  /** Rejects with an EnvelopeError when it was changed or is another row's, or when its key was destroyed. */
  open(row: OwnedRow, kept: Kept): Promise<string>;
};

export function createPersonalSeal({ envelope }: Pick<PersonalData, 'envelope'>, place: SealedPlace): PersonalSeal {
  const placeOf = ({ ownerId, rowId }: OwnedRow) => ({ ...place, tenantId: ownerId, rowId });
  return {
    seal: (row, value) => envelope.seal(placeOf(row), value),
    open: async (row, { sealed, clear }) => {
      if (sealed !== null) return envelope.open(placeOf(row), sealed);
      if (clear !== null) return clear;
      throw new Error(`${place.table}.${place.column} of ${row.rowId} is empty`);
    },
  };
}

/** Where personal data stands. */
export const personalPlaces = {
  userEmail: { table: 'users', column: 'sealed_email' },
  userName: { table: 'users', column: 'sealed_name' },
  tokenEmail: { table: 'one_time_tokens', column: 'sealed_email' },
  invitationEmail: { table: 'invitations', column: 'sealed_email' },
  linkedEmail: { table: 'linked_identities', column: 'sealed_email' },
  linkedSubject: { table: 'linked_identities', column: 'sealed_subject' },
  redirectData: { table: 'redirect_steps', column: 'sealed_data' },
} as const satisfies Record<string, SealedPlace>;

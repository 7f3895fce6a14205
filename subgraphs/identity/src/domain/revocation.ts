import { accessTokenSeconds } from './access-token.ts';

/** Access tokens that are worthless before they end: those of a session, or those of earlier versions of a membership. */
export type Revocation = {
  userId: string;
  sessionId: string | null;
  organizationId: string | null;
  membershipVersion: number | null;
  /** How long there can still be such a token. */
  secondsLeft: number;
};

/** Clocks of the processes that issue and check tokens differ by this at the most. */
const skewSeconds = 600;

/** A revocation matters until the last token that it concerns has ended everywhere. */
export const revocationSeconds = accessTokenSeconds + skewSeconds;

/** A part of the list; `cursor` continues it, at once when there `isMore`. */
export type RevocationPage = { revocations: Revocation[]; cursor: string; isMore: boolean };

/** What an access token says of where it comes from. */
export type TokenOrigin = { userId: string; organizationId: string; sessionId: string; membershipVersion: number };

/** What is needed of the stored revocations. */
export type RevocationStore = {
  /** What was added since a cursor; everything that still matters with none, or with one that is not known. What is read again may be in it. */
  listAfter(cursor: string | null): Promise<RevocationPage>;
  /** Whether one of them concerns the token. */
  isRevoked(token: TokenOrigin): Promise<boolean>;
  /** Deletes what no longer matters; answers how many. */
  deleteOver(): Promise<number>;
};

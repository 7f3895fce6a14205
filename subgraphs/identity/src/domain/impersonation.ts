import type { Caller, Transaction } from '@conea/platform';
import type { RoleHeld } from './roles.ts';
import type { RevocationReason } from './session.ts';

/** That somebody acts as another user: a session of that user without refresh tokens. */
export type Impersonation = {
  /** The id of the session. */
  id: string;
  organizationId: string;
  userId: string;
  impersonatorId: string;
  reason: string;
  startedAt: Date;
  expiresAt: Date;
};

/** Who is to be impersonated. */
export type ImpersonationSubject = RoleHeld & { membershipVersion: number };

/** One that is over, and why; null when its time was up. */
export type EndedImpersonation = Impersonation & { endedAt: Date; endedBecause: RevocationReason | null };

/** The minutes that one lasts when nothing is said, and at most; how many of one impersonator go on at the same time. */
export type ImpersonationLimits = { usualMinutes: number; mostMinutes: number; active: number };

export const impersonationLimits: ImpersonationLimits = { usualMinutes: 15, mostMinutes: 60, active: 5 };

/** What the use cases need of the stored impersonations. */
export type ImpersonationStore = {
  /** A member who is not suspended. */
  findSubject(tx: Transaction, organizationId: string, userId: string): Promise<ImpersonationSubject | null>;
  countActive(tx: Transaction, impersonatorId: string, now: Date): Promise<number>;
  /** It ends no later than the session of the impersonator, and with it; answers when. */
  start(tx: Transaction, impersonation: Impersonation, sessionId: string, caller: Caller): Promise<Date>;
  findActive(tx: Transaction, organizationId: string, id: string, now: Date): Promise<Impersonation | null>;
  /** Those of an organization, the latest first; at most 100. */
  listActive(organizationId: string, now: Date): Promise<Impersonation[]>;
  /** Its end is in the audit trail. */
  noteTold(tx: Transaction, id: string, now: Date): Promise<void>;
  /** At most `limit` of those whose end is not in the audit trail; they count as told from now on. */
  takeUntold(tx: Transaction, now: Date, limit: number): Promise<EndedImpersonation[]>;
};

import type { Caller, DomainEvent, Effect, Transaction } from '@conea/platform';
import type { Enroller } from './factor-enroller.ts';
import type { FollowFactorChange } from './factor-change.ts';
import type { RefreshKey } from './keyring.ts';
import type { MembershipStore } from './membership.ts';
import type { RecoveryCodes, RecoveryCodeStore } from './recovery-code.ts';
import { prove, type FactorKind } from './second-factor.ts';
import type { AdmitToSession, SessionAdmission } from './session-admission.ts';
import type { SessionStore } from './session.ts';
import type { ChallengeStore, SignInChallenge } from './sign-in-challenge.ts';

/** Whether recovery codes came with the factor, and the session of who could not sign in without it. */
export type AddedFactor = {
  userId: string;
  hasNewCodes: boolean;
  organizationId: string | null;
  admission: SessionAdmission | null;
};

/** A factor that its person has just proved to have, the codes to keep if they have none, and the key for tokens. */
export type Addition = {
  caller: Caller;
  enroller: Enroller;
  kind: FactorKind;
  codes: RecoveryCodes;
  refreshKey: RefreshKey;
};

/** What follows when a factor is there; the session it was set up in counts as proven by it. */
export type AddFactor = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  addition: Addition,
) => Promise<Effect<AddedFactor>>;

export type FactorAdditionParts = {
  sessions: SessionStore;
  memberships: MembershipStore;
  challenges: ChallengeStore;
  recoveryCodes: RecoveryCodeStore;
  followFactorChange: FollowFactorChange;
  admitToSession: AdmitToSession;
  clock: () => Date;
};

export function createAddFactor(parts: FactorAdditionParts): AddFactor {
  const { sessions, memberships, challenges, recoveryCodes, followFactorChange, admitToSession, clock } = parts;
  const signIn = async (
    tx: Transaction,
    emit: (event: DomainEvent) => void,
    { hash, userId, organizationId, methods, scopes }: SignInChallenge,
    { caller, kind, refreshKey }: Addition,
  ) => {
    await challenges.end(tx, hash, clock());
    if (!(await memberships.find(tx, organizationId, userId))) return null;
    const who = { caller, userId, organizationId, methods: prove(methods, kind), scopes };
    return admitToSession(tx, emit, { ...who, refreshKey, now: clock() });
  };
  return async (tx, emit, addition) => {
    const { enroller, kind, codes } = addition;
    const { userId, sessionId, challenge } = enroller;
    const now = clock();
    const hasNewCodes = (await recoveryCodes.countLeft(tx, userId)) === 0;
    if (hasNewCodes) await recoveryCodes.replace(tx, userId, codes.hashes, now);
    await followFactorChange(tx, emit, { userId, sessionId, kind, change: 'added' });
    const proof = sessionId === null ? null : await sessions.findProof(tx, sessionId, now);
    if (sessionId !== null && proof) await sessions.noteProof(tx, sessionId, prove(proof.methods, kind), now);
    const admission = challenge && (await signIn(tx, emit, challenge, addition));
    const organizationId = challenge?.organizationId ?? null;
    return {
      result: { userId, hasNewCodes, organizationId, admission },
      resource: { type: 'User', id: userId },
      metadata: { kind },
      ...(challenge && { actor: { id: userId, organizationId: challenge.organizationId } }),
    };
  };
}

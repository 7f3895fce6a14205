import type { Caller, Transaction } from '@conea/platform';
import type { FactorKind, SecondFactorStore } from './second-factor.ts';
import { readChallengeToken, type ChallengeStore, type SignInChallenge } from './sign-in-challenge.ts';
import type { RequireRecentProof } from './step-up.ts';

/** Who sets up a second factor: somebody who is signed in, or somebody who has to before they are. */
export type Enroller = { userId: string; sessionId: string | null; challenge: SignInChallenge | null };

/**
 * By the token of a challenge when one is given: null when it is over, or the organization does not take this kind. Otherwise by the session, whose
 * proof has to be recent. Until the transaction ends nobody else changes or reads what the person has.
 */
export type FindEnroller = (
  tx: Transaction,
  caller: Caller,
  kind: FactorKind,
  enrolmentToken: string | null | undefined,
) => Promise<Enroller | null>;

export function createFindEnroller(parts: {
  challenges: ChallengeStore;
  secondFactors: SecondFactorStore;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
}): FindEnroller {
  const { challenges, secondFactors, requireRecentProof, clock } = parts;
  return async (tx, caller, kind, enrolmentToken) => {
    if (enrolmentToken === null || enrolmentToken === undefined) {
      const { id: userId, sessionId } = await requireRecentProof(tx, caller);
      await secondFactors.holdForChange(tx, userId);
      return { userId, sessionId, challenge: null };
    }
    const hash = readChallengeToken(enrolmentToken);
    const challenge = hash && (await challenges.attempt(tx, 'enrolment', hash, clock()));
    if (!challenge) return null;
    const { userId, organizationId } = challenge;
    await secondFactors.holdForChange(tx, userId);
    const { policy } = await secondFactors.findStanding(tx, organizationId, userId);
    return policy.kinds.includes(kind) ? { userId, sessionId: null, challenge } : null;
  };
}

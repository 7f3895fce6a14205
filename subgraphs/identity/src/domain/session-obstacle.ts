import type { Transaction } from '@conea/platform';
import { missingOf, type Missing, type SecondFactorStore } from './second-factor.ts';
import type { Owner, Proof } from './session.ts';
import { issueChallenge, type ChallengeStore, type IssuedChallenge } from './sign-in-challenge.ts';
import { isRecent } from './step-up.ts';

/** What a session lacks to go on in an organization: a challenge for it, or none when its person has to sign in again first. */
export type SessionObstacle = IssuedChallenge | (Missing & { token: null });

/** Null when the session may go on in the organization of `owner`. */
export type FindObstacle = (tx: Transaction, owner: Owner & Proof, now: Date) => Promise<SessionObstacle | null>;

/** Asks at every refresh what was asked at sign-in: an organization may demand more by now, and the session may move to one that does. */
export function createFindObstacle(parts: {
  secondFactors: SecondFactorStore;
  challenges: ChallengeStore;
}): FindObstacle {
  const { secondFactors, challenges } = parts;
  return async (tx, { sessionId, userId, organizationId, ...proof }, now) => {
    const missing = missingOf(await secondFactors.findStanding(tx, organizationId, userId), proof.methods, now);
    if (!missing) return null;
    // Whoever took a token of an old session must not set up the factor of its owner.
    if (missing.kind === 'enrolment' && !isRecent(proof, now)) return { ...missing, token: null };
    const who = { userId, organizationId, methods: proof.methods, scopes: null, replacesSessionId: sessionId };
    return issueChallenge(tx, challenges, missing, who, now);
  };
}

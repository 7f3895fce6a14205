import { ClientError, forbidden, type Caller, type CallerUser, type Transaction } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import { factorKinds, isProvenTwice, type SecondFactorStore } from './second-factor.ts';
import type { Proof, SessionStore } from './session.ts';

/** How old the proof of a session may be for a dangerous action. */
export const proofSeconds = 3600;

const stepUpRequired = () =>
  new ClientError('STEP_UP_REQUIRED', 'Confirm who you are with `reauthenticate`, then try again.', {
    maxAge: proofSeconds,
  });

/**
 * The caller, who has signed in or reauthenticated within the hour, by a second factor too if they have one: the one guard of every dangerous action. Throws
 * STEP_UP_REQUIRED, with `maxAge` in seconds, and FORBIDDEN for a key, which can prove nothing, and for a session that is limited to some scopes.
 */
export type RequireRecentProof = (tx: Transaction, caller: Caller) => Promise<CallerUser>;

/** Whether it is fresh enough for a dangerous action. */
export const isRecent = ({ authenticatedAt }: Pick<Proof, 'authenticatedAt'>, now: Date) =>
  now.getTime() - authenticatedAt.getTime() <= proofSeconds * 1000;

export type StepUpParts = { sessions: SessionStore; secondFactors: SecondFactorStore; clock: () => Date };

export function createStepUp({ sessions, secondFactors, clock }: StepUpParts): RequireRecentProof {
  return async (tx, caller) => {
    const user = requireSession(caller);
    const now = clock();
    const proof = await sessions.findProof(tx, user.sessionId, now);
    if (!proof || !isRecent(proof, now)) throw stepUpRequired();
    if (proof.isLimited) throw forbidden();
    if (!isProvenTwice(proof.methods) && (await hasFactor(tx, secondFactors, user.id))) throw stepUpRequired();
    return user;
  };
}

/** For what asks for the password itself, which is proof enough of who has no second factor. */
export type RequireProofOfFactor = (tx: Transaction, caller: Caller) => Promise<void>;

export function createProofOfFactor(parts: StepUpParts): RequireProofOfFactor {
  const requireRecentProof = createStepUp(parts);
  return async (tx, caller) => {
    if (await hasFactor(tx, parts.secondFactors, requireSession(caller).id)) await requireRecentProof(tx, caller);
  };
}

/** Whether the person has a second factor. */
export async function hasFactor(tx: Transaction, secondFactors: SecondFactorStore, userId: string): Promise<boolean> {
  const counts = await secondFactors.count(tx, userId);
  return factorKinds.some((kind) => counts[kind] > 0);
}

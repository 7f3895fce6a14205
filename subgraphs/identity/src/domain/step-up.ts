import { ClientError, type Caller, type CallerUser, type Transaction } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import type { SessionStore } from './session.ts';

/** How old the proof of a session may be for a dangerous action. */
export const proofSeconds = 3600;

const stepUpRequired = () =>
  new ClientError('STEP_UP_REQUIRED', 'Confirm who you are with `reauthenticate`, then try again.', {
    maxAge: proofSeconds,
  });

/**
 * The caller, who has signed in or reauthenticated within the hour: the one guard of every dangerous action. Throws STEP_UP_REQUIRED, with `maxAge` in seconds,
 * and FORBIDDEN for a key, which can prove nothing.
 */
export type RequireRecentProof = (tx: Transaction, caller: Caller) => Promise<CallerUser>;

export function createStepUp({ sessions, clock }: { sessions: SessionStore; clock: () => Date }): RequireRecentProof {
  return async (tx, caller) => {
    const user = requireSession(caller);
    const now = clock();
    const provenAt = await sessions.findProof(tx, user.sessionId, now);
    if (!provenAt || now.getTime() - provenAt.getTime() > proofSeconds * 1000) throw stepUpRequired();
    return user;
  };
}

import type { DomainEvent, Transaction } from '@conea/platform';
import { missingOf, type SecondFactorStore } from './second-factor.ts';
import type { EndSessions } from './session-end.ts';
import type { SessionStore } from './session.ts';
import { startSession, type SessionStart } from './session-start.ts';
import type { NoteSignIn } from './sign-in-notice.ts';
import type { TokenReference } from './session-tokens.ts';
import { issueChallenge, type ChallengeStore, type IssuedChallenge } from './sign-in-challenge.ts';

/** The reference of the tokens of a new session, or what is to follow before there is one. */
export type SessionAdmission = { tokens: TokenReference } | { challenge: IssuedChallenge };

/**
 * Starts a session for a person who has proven who they are by the methods of `start`, when that is enough for them and the organization. Every way
 * to sign in goes through here; the person has to be a member of the organization.
 */
export type AdmitToSession = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  start: SessionStart & { replacesSessionId?: string | null },
) => Promise<SessionAdmission>;

export type SessionAdmissionParts = {
  sessions: SessionStore;
  secondFactors: SecondFactorStore;
  challenges: ChallengeStore;
  endSessions: EndSessions;
  noteSignIn: NoteSignIn;
};

export function createAdmitToSession(parts: SessionAdmissionParts): AdmitToSession {
  const { sessions, secondFactors, challenges, endSessions, noteSignIn } = parts;
  return async (tx, emit, { replacesSessionId = null, ...start }) => {
    const { caller, userId, organizationId, methods, now, scopes = null } = start;
    // A factor that is set up at the same time ends this session, or is asked for.
    await secondFactors.holdForReading(tx, userId);
    const missing = missingOf(await secondFactors.findStanding(tx, organizationId, userId), methods, now);
    if (missing) {
      const who = { userId, organizationId, methods, scopes, replacesSessionId };
      return { challenge: await issueChallenge(tx, challenges, missing, who, now) };
    }
    if (replacesSessionId !== null)
      await endSessions(tx, emit, { userId, sessionId: replacesSessionId }, 'revoked_by_user');
    await noteSignIn(tx, caller, userId, now);
    return { tokens: await startSession(tx, emit, sessions, start) };
  };
}

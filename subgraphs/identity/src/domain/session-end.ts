import type { DomainEvent, Transaction } from '@conea/platform';
import type { RevocationReason, SessionSelection, SessionStore } from './session.ts';
import type { ChallengeStore } from './sign-in-challenge.ts';

/** Ends sessions of a person within a transaction, with an event for each, and sign-ins that wait for a second factor; answers how many sessions. Whoever changes how a person signs in calls this. */
export type EndSessions = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  selection: SessionSelection,
  reason: RevocationReason,
) => Promise<number>;

export function createEndSessions(parts: {
  sessions: SessionStore;
  challenges: ChallengeStore;
  clock: () => Date;
}): EndSessions {
  const { sessions, challenges, clock } = parts;
  return async (tx, emit, selection, reason) => {
    const { userId, organizationId = null, sessionId, clientId } = selection;
    if (sessionId === undefined && clientId === undefined)
      await challenges.endOfUser(tx, userId, organizationId, clock());
    const ids = await sessions.revokeSelected(tx, selection, reason, clock());
    for (const id of ids) emit({ type: 'session.revoked', subject: id, data: { reason } });
    return ids.length;
  };
}

import type { DomainEvent, Transaction } from '@conea/platform';
import type { RevocationReason, SessionSelection, SessionStore } from './session.ts';

/** Ends sessions of a person within a transaction, with an event for each; answers how many. Whoever changes how a person signs in calls this. */
export type EndSessions = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  selection: SessionSelection,
  reason: RevocationReason,
) => Promise<number>;

export function createEndSessions({ sessions, clock }: { sessions: SessionStore; clock: () => Date }): EndSessions {
  return async (tx, emit, selection, reason) => {
    const ids = await sessions.revokeSelected(tx, selection, reason, clock());
    for (const id of ids) emit({ type: 'session.revoked', subject: id, data: { reason } });
    return ids.length;
  };
}

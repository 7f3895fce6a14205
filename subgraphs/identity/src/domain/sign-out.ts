import { unauthenticated, type Caller, type Mutate } from '@conea/platform';
import type { SessionStore } from './session.ts';

/** Ends the caller's session; ending it again changes nothing. */
export function createSignOut({
  mutate,
  sessions,
  clock,
}: {
  mutate: Mutate;
  sessions: SessionStore;
  clock: () => Date;
}) {
  return (caller: Caller): Promise<{ sessionId: string }> => {
    return mutate(caller, { action: 'session.sign_out', input: null }, async (tx, emit) => {
      if (!caller.user) throw unauthenticated();
      const { sessionId } = caller.user;
      if (await sessions.revoke(tx, sessionId, 'sign_out', clock())) {
        emit({ type: 'session.revoked', subject: sessionId, data: { reason: 'sign_out' } });
      }
      return { result: { sessionId }, resource: { type: 'Session', id: sessionId } };
    });
  };
}

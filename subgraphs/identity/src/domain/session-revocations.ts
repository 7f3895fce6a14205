import { isId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requireCover, requirePermission } from './authority.ts';
import { requireSession } from './create-api-key.ts';
import type { MembershipStore } from './membership.ts';
import type { EndSessions } from './session-end.ts';
import { userErrors, type NotFound } from './user-errors.ts';

export type SessionRevocationParts = { mutate: Mutate; memberships: MembershipStore; endSessions: EndSessions };

/** How many sessions have ended, or why none was looked for. */
export type MemberSessionsOutcome = { isDone: true; revokedCount: number } | { isDone: false; error: NotFound };

/** Ends sessions: a person's own in every organization, or those of a member that the caller may manage. A key ends none. */
export function createSessionRevocations({ mutate, memberships, endSessions }: SessionRevocationParts) {
  const own = (caller: Caller, action: string, keepsCurrent: boolean) =>
    mutate<number>(caller, { action, input: null }, async (tx, emit) => {
      const { id: userId, sessionId } = requireSession(caller);
      const selection = { userId, ...(keepsCurrent && { exceptSessionId: sessionId }) };
      const result = await endSessions(tx, emit, selection, 'revoked_by_user');
      return { result, resource: { type: 'User', id: userId } };
    });
  return {
    /** Answers why there is nothing to end, or null. */
    one: (caller: Caller, sessionId: string): Promise<NotFound | null> =>
      mutate<NotFound | null>(caller, { action: 'session.revoke', input: { sessionId } }, async (tx, emit) => {
        const { id: userId } = requireSession(caller);
        const isOne = isId('ses', sessionId);
        const count = isOne ? await endSessions(tx, emit, { userId, sessionId }, 'revoked_by_user') : 0;
        if (count === 0) return { result: userErrors.noSuchSession(), resource: null, isRefused: true };
        return { result: null, resource: { type: 'Session', id: sessionId } };
      }),
    others: (caller: Caller) => own(caller, 'session.revoke_others', true),
    all: (caller: Caller) => own(caller, 'session.revoke_all', false),
    ofMember: (caller: Caller, userId: string): Promise<MemberSessionsOutcome> => {
      const request = { action: 'session.revoke_member', input: { userId } };
      return mutate<MemberSessionsOutcome>(
        caller,
        request,
        async (tx, emit): Promise<Effect<MemberSessionsOutcome>> => {
          requireSession(caller);
          const authority = await requirePermission(tx, memberships, caller, 'manage:users');
          const { organizationId } = authority.user;
          const held = isId('usr', userId) ? await memberships.findRole(tx, organizationId, userId) : null;
          if (!held)
            return { result: { isDone: false, error: userErrors.noSuchUser() }, resource: null, isRefused: true };
          requireCover(authority, held);
          const revokedCount = await endSessions(tx, emit, { userId, organizationId }, 'revoked_by_admin');
          return { result: { isDone: true, revokedCount }, resource: { type: 'User', id: userId } };
        },
      );
    },
  };
}

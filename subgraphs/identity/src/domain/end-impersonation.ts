import { isId, unauthenticated, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requirePermission } from './authority.ts';
import type { ImpersonationStore } from './impersonation.ts';
import type { MembershipStore } from './membership.ts';
import type { SessionStore } from './session.ts';
import { userErrors, type NotFound } from './user-errors.ts';

export type EndImpersonationParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  sessions: SessionStore;
  impersonations: ImpersonationStore;
  clock: () => Date;
};

/** Ends an impersonation; answers why there is none, or null. For both people, and whoever may impersonate; throws FORBIDDEN for anybody else. */
export function createEndImpersonation({
  mutate,
  memberships,
  sessions,
  impersonations,
  clock,
}: EndImpersonationParts) {
  return (caller: Caller, impersonationId: string): Promise<NotFound | null> => {
    const request = { action: 'impersonation.end', input: { impersonationId } };
    return mutate<NotFound | null>(caller, request, async (tx, emit): Promise<Effect<NotFound | null>> => {
      const { user } = caller;
      if (!user) throw unauthenticated();
      const now = clock();
      const active = isId('ses', impersonationId)
        ? await impersonations.findActive(tx, user.organizationId, impersonationId, now)
        : null;
      const isOne = active && [active.userId, active.impersonatorId].includes(user.id);
      if (!isOne) await requirePermission(tx, memberships, caller, 'impersonate:users');
      if (!active || !(await sessions.revoke(tx, active.id, 'impersonation_ended', now)))
        return { result: userErrors.noSuchImpersonation(), resource: null, isRefused: true };
      await impersonations.noteTold(tx, active.id, now);
      const { userId, impersonatorId } = active;
      emit({ type: 'impersonation.ended', subject: userId, data: { impersonatorId, impersonationId } });
      const metadata = { impersonatorId, impersonationId };
      return { result: null, resource: { type: 'User', id: userId }, metadata };
    });
  };
}

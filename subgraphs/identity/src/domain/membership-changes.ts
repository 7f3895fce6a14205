import { isId, type Caller, type DomainEvent, type Effect, type Mutate, type Transaction } from '@conea/platform';
import { requireCover, requirePermission } from './authority.ts';
import type { ApiKeyStore } from './api-key.ts';
import { requireSession } from './create-api-key.ts';
import type { MembershipStore } from './membership.ts';
import type { EndSessions } from './session-end.ts';
import type { RequireRecentProof } from './step-up.ts';
import { userErrors, type LastAdmin, type NotFound } from './user-errors.ts';

/** Why a membership is as it was; null when it has changed. */
export type MembershipOutcome = NotFound | LastAdmin | null;

export type MembershipParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  endSessions: EndSessions;
  apiKeys: ApiKeyStore;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
};

type Emit = (event: DomainEvent) => void;
type Member = { userId: string; organizationId: string };
type EndReason = 'member_removed' | 'member_suspended';

/** Suspends members of the caller's organization, restores them and takes them out; whoever may no longer act in it is out at once. */
export function createMembershipChanges(parts: MembershipParts) {
  const { mutate, memberships, endSessions, apiKeys, requireRecentProof, clock } = parts;
  const end = async (tx: Transaction, emit: Emit, member: Member, reason: EndReason) => {
    await endSessions(tx, emit, member, reason);
    for (const id of await apiKeys.revokeAll(tx, member, clock()))
      emit({ type: 'api_key.revoked', subject: id, data: { userId: member.userId } });
  };
  /** Throws FORBIDDEN unless the caller may manage users, and may all that this one may; who is no member is found out later. */
  const requireCovered = async (tx: Transaction, caller: Caller, userId: string): Promise<string[]> => {
    const authority = await requirePermission(tx, memberships, caller, 'manage:users');
    const { organizationId } = authority.user;
    const held = isId('usr', userId) ? await memberships.findRole(tx, organizationId, userId) : null;
    if (held) requireCover(authority, held);
    return authority.adminIds;
  };
  /** Locks the roles of the organization: two admins cannot take each other out at the same time. */
  const ask = async (
    tx: Transaction,
    caller: Caller,
    userId: string,
    mayBeSelf: boolean,
  ): Promise<Member & { isLastAdmin: boolean }> => {
    const { organizationId, id } = requireSession(caller);
    const adminIds =
      mayBeSelf && id === userId
        ? await memberships.lockAdmins(tx, organizationId)
        : await requireCovered(tx, caller, userId);
    return { userId, organizationId, isLastAdmin: adminIds.length === 1 && adminIds[0] === userId };
  };
  return {
    suspend: (caller: Caller, userId: string): Promise<MembershipOutcome> =>
      mutate<MembershipOutcome>(caller, { action: 'member.suspend', input: { userId } }, async (tx, emit) => {
        const member = await ask(tx, caller, userId, false);
        if (member.isLastAdmin) return refuse(userErrors.lastAdmin('userId'));
        if (!isId('usr', userId) || !(await memberships.suspend(tx, member.organizationId, userId, clock())))
          return refuse(userErrors.noSuchUser());
        await end(tx, emit, member, 'member_suspended');
        emit({ type: 'member.suspended', subject: userId, data: {} });
        return done(userId, { from: 'active', to: 'suspended' });
      }),
    restore: (caller: Caller, userId: string): Promise<NotFound | null> =>
      mutate<NotFound | null>(caller, { action: 'member.restore', input: { userId } }, async (tx, emit) => {
        const { organizationId } = await ask(tx, caller, userId, false);
        if (!isId('usr', userId) || !(await memberships.restore(tx, organizationId, userId)))
          return refuse(userErrors.noSuchUser());
        emit({ type: 'member.restored', subject: userId, data: {} });
        return done(userId, { from: 'suspended', to: 'active' });
      }),
    remove: (caller: Caller, userId: string): Promise<MembershipOutcome> =>
      mutate<MembershipOutcome>(caller, { action: 'member.remove', input: { userId } }, async (tx, emit) => {
        const member = await ask(tx, caller, userId, true);
        await requireRecentProof(tx, caller);
        if (member.isLastAdmin) return refuse(userErrors.lastAdmin('userId'));
        if (!isId('usr', userId) || !(await memberships.remove(tx, member.organizationId, userId)))
          return refuse(userErrors.noSuchUser());
        await end(tx, emit, member, 'member_removed');
        emit({ type: 'member.removed', subject: userId, data: {} });
        return done(userId, { to: 'removed' });
      }),
  };
}

const done = (id: string, metadata: { from?: string; to: string }): Effect<null> => ({
  ...{ result: null, resource: { type: 'User', id }, metadata },
});

function refuse<Refusal extends NotFound | LastAdmin>(error: Refusal): Effect<Refusal> {
  return { result: error, resource: null, isRefused: true };
}

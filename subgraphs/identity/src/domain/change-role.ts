import { isId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requireAdmin } from './admin.ts';
import type { Role } from './roles.ts';
import type { MembershipStore } from './membership.ts';
import type { RequireRecentProof } from './step-up.ts';
import { userErrors, type LastAdmin, type NotFound } from './user-errors.ts';

/** Why a role was not changed; null when it was. */
export type ChangeRoleOutcome = NotFound | LastAdmin | null;

export type ChangeRoleParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  requireRecentProof: RequireRecentProof;
};

/** Changes the role of a user of the caller's organization; throws FORBIDDEN unless the caller is an admin. */
export function createChangeRole({ mutate, memberships, requireRecentProof }: ChangeRoleParts) {
  return (caller: Caller, { userId, role }: { userId: string; role: Role }): Promise<ChangeRoleOutcome> => {
    const request = { action: 'user.change_role', input: { userId, role } };
    return mutate<ChangeRoleOutcome>(caller, request, async (tx, emit) => {
      const { admin, adminIds } = await requireAdmin(tx, memberships, caller);
      await requireRecentProof(tx, caller);
      const isLastAdmin = adminIds.length === 1 && adminIds[0] === userId && role !== 'admin';
      if (isLastAdmin) return refuse(userErrors.lastAdmin('role'), userId);
      const isChanged = isId('usr', userId) && (await memberships.changeRole(tx, admin.organizationId, userId, role));
      if (!isChanged) return refuse(userErrors.noSuchUser(), null);
      emit({ type: 'user.role_changed', subject: userId, data: { role } });
      return { result: null, resource: { type: 'User', id: userId }, metadata: { role } };
    });
  };
}

function refuse(error: NotFound | LastAdmin, userId: string | null): Effect<ChangeRoleOutcome> {
  return { result: error, resource: userId === null ? null : { type: 'User', id: userId }, isRefused: true };
}

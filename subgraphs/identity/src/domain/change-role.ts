import { isId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requireCover, requirePermission } from './authority.ts';
import type { MembershipStore } from './membership.ts';
import type { RoleStore } from './organization-role.ts';
import { findRole } from './role-choice.ts';
import type { Role } from './roles.ts';
import type { RequireRecentProof } from './step-up.ts';
import { userErrors, type LastAdmin, type NotFound } from './user-errors.ts';

/** Why a role was not changed; null when it was. */
export type ChangeRoleOutcome = NotFound | LastAdmin | null;

export type ChangeRoleParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  roles: RoleStore;
  requireRecentProof: RequireRecentProof;
};

/**
 * Changes the role of a user of the caller's organization. Throws FORBIDDEN unless the caller may give roles, and may all that both roles permit: the one
 * that is given and the one that is taken away.
 */
export function createChangeRole({ mutate, memberships, roles, requireRecentProof }: ChangeRoleParts) {
  return (caller: Caller, { userId, role }: { userId: string; role: Role }): Promise<ChangeRoleOutcome> => {
    const request = { action: 'user.change_role', input: { userId, role } };
    return mutate<ChangeRoleOutcome>(caller, request, async (tx, emit) => {
      const authority = await requirePermission(tx, memberships, caller, 'manage:roles');
      await requireRecentProof(tx, caller);
      const { adminIds, user } = authority;
      const { organizationId } = user;
      const next = await findRole(tx, roles, organizationId, role);
      if (!next) return refuse(userErrors.noSuchRole('customRoleId'), null);
      const held = isId('usr', userId) ? await memberships.findRole(tx, organizationId, userId) : null;
      if (!held) return refuse(userErrors.noSuchUser(), null);
      for (const one of [held, next]) requireCover(authority, one);
      const metadata = { from: held.role, to: role };
      const isLastAdmin = adminIds.length === 1 && adminIds[0] === userId && role !== 'admin';
      if (isLastAdmin) return { ...refuse(userErrors.lastAdmin('role'), userId), metadata };
      await memberships.changeRole(tx, organizationId, userId, role);
      emit({ type: 'user.role_changed', subject: userId, data: { role } });
      return { result: null, resource: { type: 'User', id: userId }, metadata };
    });
  };
}

function refuse(error: NotFound | LastAdmin, userId: string | null): Effect<ChangeRoleOutcome> {
  return { result: error, resource: userId === null ? null : { type: 'User', id: userId }, isRefused: true };
}

import { ClientError, covers, forbidden, permits, unauthenticated } from '@conea/platform';
import type { Caller, CallerUser, everything, Permission, Transaction } from '@conea/platform';
import type { MembershipStore } from './membership.ts';
import { permissionsOf, type RoleHeld } from './roles.ts';

/** What a caller may do now, whatever the token says: it can be older than a change of role. */
export type Authority = { user: CallerUser; permissions: readonly string[]; adminIds: string[] };

/**
 * The caller, whose role and token both permit this now. Holds the organization's roles until the transaction ends. Throws UNAUTHENTICATED
 * and FORBIDDEN.
 */
export async function requirePermission(
  tx: Transaction,
  memberships: MembershipStore,
  { user }: Caller,
  permission: Permission | typeof everything,
): Promise<Authority> {
  if (!user) throw unauthenticated();
  const adminIds = await memberships.lockAdmins(tx, user.organizationId);
  const member = await memberships.find(tx, user.organizationId, user.id);
  const permissions = member ? permissionsOf(member) : [];
  if (!permits(permissions, permission) || !permits(user.scopes, permission)) throw forbidden();
  return { user, permissions, adminIds };
}

/** Refuses to give a role, or to take it away, that permits more than the caller may: nobody rises by their own hand. Throws FORBIDDEN. */
export function requireCover({ permissions }: Pick<Authority, 'permissions'>, held: RoleHeld): void {
  if (covers(permissions, permissionsOf(held))) return;
  throw new ClientError('FORBIDDEN', 'This role permits more than you may: only somebody who has it all can do this.');
}

import { forbidden, unauthenticated, type Caller, type CallerUser, type Transaction } from '@conea/platform';
import type { MembershipStore } from './membership.ts';

/** The caller, who has to be an admin now: a token can be older than a change of role. Holds the organization's roles until the transaction ends. */
export async function requireAdmin(
  tx: Transaction,
  memberships: MembershipStore,
  { user }: Caller,
): Promise<{ admin: CallerUser; adminIds: string[] }> {
  if (!user) throw unauthenticated();
  const adminIds = await memberships.lockAdmins(tx, user.organizationId);
  if (!adminIds.includes(user.id)) throw forbidden();
  return { admin: user, adminIds };
}

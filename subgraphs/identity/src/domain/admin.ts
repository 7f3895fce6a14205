import { everything, type Caller, type CallerUser, type Transaction } from '@conea/platform';
import { requirePermission } from './authority.ts';
import type { MembershipStore } from './membership.ts';

/** The caller, who has to be an admin now: a token can be older than a change of role. Holds the organization's roles until the transaction ends. */
export async function requireAdmin(
  tx: Transaction,
  memberships: MembershipStore,
  caller: Caller,
): Promise<{ admin: CallerUser; adminIds: string[] }> {
  const { user, adminIds } = await requirePermission(tx, memberships, caller, everything);
  return { admin: user, adminIds };
}

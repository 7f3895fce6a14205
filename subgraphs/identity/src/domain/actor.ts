import type { Transaction } from '@conea/platform';
import type { MembershipStore } from './membership.ts';

/** On whose behalf something happens that nobody is signed in for: the user, in the organization where they sign in. */
export async function actorOf(
  tx: Transaction,
  memberships: MembershipStore,
  userId: string,
): Promise<{ actor?: { id: string; organizationId: string } }> {
  const home = await memberships.findHome(tx, userId);
  return home ? { actor: { id: userId, organizationId: home.organizationId } } : {};
}

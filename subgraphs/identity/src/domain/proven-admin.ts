import type { Caller, CallerUser, Transaction } from '@conea/platform';
import { requireAdmin } from './admin.ts';
import type { MembershipStore } from './membership.ts';
import type { RequireRecentProof } from './step-up.ts';

/** The caller, who is an admin now and has proved within the hour who they are. */
export type RequireProvenAdmin = (tx: Transaction, caller: Caller) => Promise<CallerUser>;

export function createRequireProvenAdmin({
  memberships,
  requireRecentProof,
}: {
  memberships: MembershipStore;
  requireRecentProof: RequireRecentProof;
}): RequireProvenAdmin {
  return async (tx, caller) => {
    const { admin } = await requireAdmin(tx, memberships, caller);
    await requireRecentProof(tx, caller);
    return admin;
  };
}

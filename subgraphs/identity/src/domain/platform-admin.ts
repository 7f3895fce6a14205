import { forbidden, type Caller, type CallerUser, type Transaction } from '@conea/platform';
import type { MembershipStore } from './membership.ts';
import { createRequireProvenAdmin } from './proven-admin.ts';
import type { RequireRecentProof } from './step-up.ts';

/** Who runs the platform: the admins of the one organization that the deployment names, at work in it; nobody when it names none. */
export type PlatformAdmins = {
  /** Whether the caller is at work in that organization; what they may is asked of `require`. */
  isAtWork(caller: Caller): boolean;
  /** The caller, who is an admin there now and has proved within the hour who they are. Throws FORBIDDEN and STEP_UP_REQUIRED. */
  require(tx: Transaction, caller: Caller): Promise<CallerUser>;
};

export function createPlatformAdmins(parts: {
  memberships: MembershipStore;
  requireRecentProof: RequireRecentProof;
  platformOrganizationId?: string | undefined;
}): PlatformAdmins {
  const { platformOrganizationId: organizationId } = parts;
  const requireProvenAdmin = createRequireProvenAdmin(parts);
  const isAtWork = ({ user }: Caller) => organizationId !== undefined && user?.organizationId === organizationId;
  return {
    isAtWork,
    require: async (tx, caller) => {
      if (!isAtWork(caller)) throw forbidden();
      return requireProvenAdmin(tx, caller);
    },
  };
}

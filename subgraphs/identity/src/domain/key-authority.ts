import { everything, permits, type Caller, type Transaction } from '@conea/platform';
import { requireAdmin } from './admin.ts';
import type { ApiKeyStore, KeyOwner } from './api-key.ts';
import { ownerOf, requireSession } from './create-api-key.ts';
import type { MembershipStore } from './membership.ts';
import { scopesOf } from './roles.ts';
import type { ServiceAccountStore } from './service-account.ts';
import { isServiceAccountId } from './service-account-changes.ts';
import type { RequireRecentProof } from './step-up.ts';

/** Whose key it is to be, and which scopes it can have. */
export type KeyAuthority = { owner: KeyOwner; scopes: readonly string[] };

export type KeyAuthorityParts = {
  apiKeys: ApiKeyStore;
  memberships: MembershipStore;
  serviceAccounts: ServiceAccountStore;
  requireRecentProof: RequireRecentProof;
};

/** Whose keys a caller makes and takes away: their own, or as an admin those of service accounts. Throws FORBIDDEN for a caller that has no session but a key. */
export function createKeyAuthority({ apiKeys, memberships, serviceAccounts, requireRecentProof }: KeyAuthorityParts) {
  const own = (caller: Caller): KeyAuthority => {
    const user = requireSession(caller);
    return { owner: ownerOf(user), scopes: user.scopes };
  };
  const ofService = async (tx: Transaction, caller: Caller, id: string): Promise<KeyAuthority | null> => {
    const { organizationId } = (await requireAdmin(tx, memberships, caller)).admin;
    const account = isServiceAccountId(id) ? await serviceAccounts.find(tx, organizationId, id) : null;
    return account && { owner: { userId: account.id, organizationId }, scopes: scopesOf(account) };
  };
  const ofKey = async (tx: Transaction, caller: Caller, apiKeyId: string): Promise<KeyAuthority> => {
    const { organizationId, scopes } = requireSession(caller);
    // Nobody else hears that there is such a key.
    if (!permits(scopes, everything)) return own(caller);
    const accountId = await apiKeys.findServiceAccount(tx, organizationId, apiKeyId);
    return (accountId === null ? null : await ofService(tx, caller, accountId)) ?? own(caller);
  };
  return {
    /** To make one; null when there is no such service account. Throws STEP_UP_REQUIRED. */
    forNew: async (tx: Transaction, caller: Caller, serviceAccountId: string | null): Promise<KeyAuthority | null> => {
      await requireRecentProof(tx, caller);
      return serviceAccountId === null ? own(caller) : ofService(tx, caller, serviceAccountId);
    },
    /** To make one that takes its place. Throws STEP_UP_REQUIRED. */
    forSuccessor: async (tx: Transaction, caller: Caller, apiKeyId: string): Promise<KeyAuthority> => {
      await requireRecentProof(tx, caller);
      return ofKey(tx, caller, apiKeyId);
    },
    /** To take it away. */
    forRevocation: ofKey,
  };
}

export type KeyAuthorities = ReturnType<typeof createKeyAuthority>;

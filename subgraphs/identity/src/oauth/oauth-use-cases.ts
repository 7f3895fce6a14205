import { createLoader, type Caller, type Database } from '@conea/platform';
import { createCreateOauthClient, type OauthClientParts } from '../domain/oauth/create-oauth-client.ts';
import { createOauthClientChanges } from '../domain/oauth/oauth-client-changes.ts';
import type { OauthClient } from '../domain/oauth/oauth-client.ts';
import type { MembershipStore } from '../domain/membership.ts';
import { createRequireProvenAdmin } from '../domain/proven-admin.ts';
import { createServiceAccountChanges } from '../domain/service-account-changes.ts';
import type { ServiceAccount } from '../domain/service-account.ts';
import type { RequireRecentProof } from '../domain/step-up.ts';
import { createOauthClientStore } from '../store/oauth-client-store.ts';
import { createServiceAccountStore } from '../store/service-account-store.ts';

export type OauthUseCaseParts = Pick<OauthClientParts, 'mutate' | 'clock'> & {
  database: Database;
  memberships: MembershipStore;
  requireRecentProof: RequireRecentProof;
};

/** What people do by GraphQL with clients and service accounts. */
export function createOauthUseCases(parts: OauthUseCaseParts) {
  const { database } = parts;
  const oauthClients = createOauthClientStore(database);
  const serviceAccounts = createServiceAccountStore(database);
  const all = { ...parts, oauthClients, serviceAccounts, requireProvenAdmin: createRequireProvenAdmin(parts) };
  return {
    useCases: {
      createOauthClient: createCreateOauthClient(all),
      oauthClientChanges: createOauthClientChanges(all),
      serviceAccountChanges: createServiceAccountChanges(all),
      pageOfOauthClients: oauthClients.pageOfOrganization,
      pageOfServiceAccounts: serviceAccounts.pageOfOrganization,
    },
    /** Those of the caller's organization. */
    loadersOf: ({ user }: Caller) => ({
      oauthClients: createLoader<OauthClient>(
        async (ids) => (user ? oauthClients.listByIds(user.organizationId, ids) : []),
        ({ id }) => id,
      ),
      serviceAccounts: createLoader<ServiceAccount>(
        async (ids) => (user ? serviceAccounts.listByIds(user.organizationId, ids) : []),
        ({ id }) => id,
      ),
    }),
  };
}

import { createLoader, type Caller, type Database } from '@conea/platform';
import {
  createAuthorizationDecisions,
  type AuthorizationDecisionParts,
} from '../domain/oauth/authorization-decisions.ts';
import { createCreateOauthClient, type OauthClientParts } from '../domain/oauth/create-oauth-client.ts';
import { createOauthClientChanges } from '../domain/oauth/oauth-client-changes.ts';
import type { OauthClient } from '../domain/oauth/oauth-client.ts';
import { createRevokeApplication } from '../domain/oauth/revoke-application.ts';
import { createRequireProvenAdmin } from '../domain/proven-admin.ts';
import { createServiceAccountChanges } from '../domain/service-account-changes.ts';
import type { RoleStore } from '../domain/organization-role.ts';
import type { ServiceAccount, ServiceAccountStore } from '../domain/service-account.ts';
import type { EndSessions } from '../domain/session-end.ts';
import type { RequireRecentProof } from '../domain/step-up.ts';
import { createAuthorizationRequestStore } from '../store/authorization-request-store.ts';
import { createConsentStore } from '../store/consent-store.ts';
import { createOauthClientStore } from '../store/oauth-client-store.ts';

export type OauthUseCaseParts = Pick<OauthClientParts, 'mutate' | 'clock'> &
  Pick<AuthorizationDecisionParts, 'memberships' | 'sessions' | 'issuer'> & {
    database: Database;
    serviceAccounts: ServiceAccountStore;
    roles: RoleStore;
    requireRecentProof: RequireRecentProof;
    endSessions: EndSessions;
  };

/** What people do by GraphQL with clients, service accounts and what clients ask them for. */
export function createOauthUseCases(parts: OauthUseCaseParts) {
  const { database, serviceAccounts } = parts;
  const oauthClients = createOauthClientStore(database);
  const consents = createConsentStore(database);
  const stores = { oauthClients, consents };
  const authorizationRequests = createAuthorizationRequestStore(database);
  const requireProvenAdmin = createRequireProvenAdmin(parts);
  const all = { ...parts, ...stores, authorizationRequests, requireProvenAdmin };
  return {
    useCases: {
      createOauthClient: createCreateOauthClient(all),
      oauthClientChanges: createOauthClientChanges(all),
      serviceAccountChanges: createServiceAccountChanges(all),
      authorizationDecisions: createAuthorizationDecisions(all),
      revokeApplication: createRevokeApplication(all),
      pageOfApplications: consents.pageOfUser,
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

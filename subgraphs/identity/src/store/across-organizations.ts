import { asAction, type BoundDatabase, type Database, type Transaction } from '@conea/platform';

type Reach = { reads: readonly string[]; writes: readonly string[] };

const exportTables = ['data_exports', 'data_export_domains', 'data_export_pages'] as const;

/**
 * What is done before it is known for whom, or for nobody: each action, and the tables whose policies let it find rows of every organization and
 * person. Whatever else is done finds those that it is bound to alone.
 */
export const acrossOrganizations = {
  'api_key.verify': { reads: ['api_keys', 'memberships', 'roles', 'service_accounts'], writes: [] },
  'api_key.warn': { reads: ['memberships', 'service_accounts'], writes: ['api_keys'] },
  'authorization.request': { reads: ['authorization_requests'], writes: [] },
  'authorization.refresh': { reads: ['memberships', 'sessions'], writes: ['refresh_tokens'] },
  'data_export.collect': { reads: [], writes: exportTables },
  'erasure.follow': { reads: [], writes: ['erasure_requests'] },
  'erasure.read': { reads: ['erasure_requests'], writes: [] },
  'hourly.purge': {
    reads: ['memberships'],
    writes: [
      ...['authorization_requests', 'client_assertions', 'erasure_requests', 'organizations', 'passkey_challenges'],
      ...['revocations', 'service_tokens', 'sessions', 'sign_in_challenges', 'sign_in_places', ...exportTables],
    ],
  },
  'impersonation.tell': { reads: [], writes: ['sessions'] },
  'invitation.present': { reads: ['memberships', 'organizations', 'roles'], writes: [] },
  'oauth_client.present': { reads: ['oauth_clients', 'oauth_client_secrets'], writes: [] },
  'oauth_grant.find': { reads: ['memberships', 'oauth_clients', 'refresh_tokens', 'roles', 'sessions'], writes: [] },
  'passkey.present': { reads: ['passkeys'], writes: [] },
  'secret.reseal': { reads: [], writes: ['data_exports', 'erasure_requests', 'totp_factors'] },
  'revocation.list': { reads: ['revocations'], writes: [] },
  'session.end_compromised': { reads: ['refresh_tokens'], writes: ['sessions'] },
  'session.issue_tokens': { reads: ['memberships', 'refresh_tokens', 'roles', 'sessions'], writes: [] },
  'sign_in_challenge.present': { reads: ['sign_in_challenges'], writes: [] },
  'session.refresh': { reads: ['memberships', 'sessions'], writes: ['refresh_tokens'] },
} as const satisfies Record<string, Reach>;

type ActionAcross = keyof typeof acrossOrganizations;

/** The statements of one of these actions. */
export function doing(database: Database, action: ActionAcross): BoundDatabase {
  return database.bind({ action });
}

/** What one of these actions asks in the middle of a transaction. */
export function within<Result>(tx: Transaction, action: ActionAcross, work: () => Promise<Result>): Promise<Result> {
  return asAction(tx, action, work);
}

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
  'authorization.refresh': { reads: ['memberships'], writes: [] },
  'data_export.collect': { reads: [], writes: exportTables },
  'erasure.follow': { reads: [], writes: ['erasure_requests'] },
  'hourly.purge': {
    reads: ['memberships'],
    writes: ['client_assertions', 'erasure_requests', 'revocations', 'service_tokens', ...exportTables],
  },
  'invitation.present': { reads: ['memberships', 'roles'], writes: [] },
  'oauth_client.present': { reads: ['oauth_clients', 'oauth_client_secrets'], writes: [] },
  'oauth_grant.find': { reads: ['memberships', 'oauth_clients', 'roles'], writes: [] },
  'secret.reseal': { reads: [], writes: ['data_exports', 'erasure_requests'] },
  'revocation.list': { reads: ['revocations'], writes: [] },
  'session.issue_tokens': { reads: ['memberships', 'roles'], writes: [] },
  'session.refresh': { reads: ['memberships'], writes: [] },
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

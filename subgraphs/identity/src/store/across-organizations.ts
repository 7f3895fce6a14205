import type { BoundDatabase, Database } from '@conea/platform';

type Reach = { reads: readonly string[]; writes: readonly string[] };

const exportTables = ['data_exports', 'data_export_domains', 'data_export_pages'] as const;

/**
 * What is done before it is known for whom, or for nobody: each action, and the tables whose policies let it find rows of every organization and
 * person. Whatever else is done finds those that it is bound to alone.
 */
export const acrossOrganizations = {
  'api_key.verify': { reads: ['api_keys', 'service_accounts'], writes: [] },
  'api_key.warn': { reads: ['service_accounts'], writes: ['api_keys'] },
  'data_export.collect': { reads: [], writes: exportTables },
  'hourly.purge': { reads: [], writes: ['revocations', 'service_tokens', ...exportTables] },
  'oauth_client.present': { reads: ['oauth_clients', 'oauth_client_secrets'], writes: [] },
  'oauth_grant.find': { reads: ['oauth_clients'], writes: [] },
  'secret.reseal': { reads: [], writes: ['data_exports'] },
  'revocation.list': { reads: ['revocations'], writes: [] },
} as const satisfies Record<string, Reach>;

/** The statements of one of these actions. */
export function doing(database: Database, action: keyof typeof acrossOrganizations): BoundDatabase {
  return database.bind({ action });
}

import type { BoundDatabase, Database } from '@conea/platform';

type Reach = { reads: readonly string[]; writes: readonly string[] };

/**
 * What is done before it is known for whom, or for nobody: each action, and the tables whose policies let it find rows of every organization and
 * person. Whatever else is done finds those that it is bound to alone.
 */
export const acrossOrganizations = {
  'api_key.verify': { reads: ['api_keys', 'service_accounts'], writes: [] },
  'api_key.warn': { reads: ['service_accounts'], writes: ['api_keys'] },
  'hourly.purge': { reads: [], writes: ['revocations', 'service_tokens'] },
  'oauth_client.present': { reads: ['oauth_clients', 'oauth_client_secrets'], writes: [] },
  'oauth_grant.find': { reads: ['oauth_clients'], writes: [] },
  'revocation.list': { reads: ['revocations'], writes: [] },
} as const satisfies Record<string, Reach>;

/** The statements of one of these actions. */
export function doing(database: Database, action: keyof typeof acrossOrganizations): BoundDatabase {
  return database.bind({ action });
}

import { sql, type Database } from '@conea/platform';
import type { ClientAssertionStore } from '../domain/oauth/client-assertion.ts';
import { doing } from './across-organizations.ts';

/** The assertions of clients in Postgres, by the hashes of their ids. */
export function createClientAssertionStore(database: Database): ClientAssertionStore {
  return {
    use: async ({ id, organizationId }, jtiHash, expiresAt) =>
      (await database.forTenant(organizationId).execute(sql`
        insert into client_assertions (client_id, jti_hash, expires_at) values (${id}, ${jtiHash}, ${expiresAt})
        on conflict (client_id, jti_hash) do nothing`)) === 1,
    deleteExpired: (before) =>
      doing(database, 'hourly.purge').execute(sql`delete from client_assertions where expires_at < ${before}`),
  };
}

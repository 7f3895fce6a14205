import { sql, type Database } from '@conea/platform';
import type { LiveServiceAccount, ServiceTokenStore } from '../domain/oauth/service-token.ts';
import { doing } from './across-organizations.ts';

/** What is kept of the access tokens of service accounts, in Postgres. */
export function createServiceTokenStore(database: Database): ServiceTokenStore {
  return {
    // Locked against being disabled, or having another role, meanwhile: the token would be of the version before. What the role permits is read when the
    // lock is there: a statement that waits for a row reads others as they were before.
    findAccount: async (tx, serviceAccountId) => {
      const account = await tx.maybeOne<Omit<LiveServiceAccount, 'customPermissions'>>(sql`
        select id, organization_id as "organizationId", name, role, created_at as "createdAt", disabled_at as "disabledAt", version
        from service_accounts
        where id = ${serviceAccountId} and disabled_at is null
        for share`);
      if (!account) return null;
      const custom = await tx.maybeOne<{ permissions: string[] }>(sql`
        select permissions from roles where organization_id = ${account.organizationId} and id = ${account.role}`);
      return { ...account, customPermissions: custom?.permissions ?? null };
    },
    countLive: async (tx, clientId, now) => {
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from service_tokens
        where client_id = ${clientId} and expires_at > ${now} and revoked_at is null`);
      return count;
    },
    add: async (tx, { id, clientId, serviceAccountId, createdAt, expiresAt }) => {
      await tx.execute(sql`
        insert into service_tokens (id, client_id, service_account_id, created_at, expires_at)
        values (${id}, ${clientId}, ${serviceAccountId}, ${createdAt}, ${expiresAt})`);
    },
    revoke: async (tx, clientId, id, now) =>
      (await tx.execute(sql`
        update service_tokens set revoked_at = ${now}
        where id = ${id} and client_id = ${clientId} and revoked_at is null`)) === 1,
    deleteExpired: (before) =>
      doing(database, 'hourly.purge').execute(sql`delete from service_tokens where expires_at < ${before}`),
  };
}

import { sql, type Database } from '@conea/platform';
import type { ApiKey, ApiKeyStore, PresentedKey } from '../domain/api-key.ts';

const columns = sql`
  key.id, key.user_id as "userId", key.name, key.prefix, key.scopes, key.created_at as "createdAt", key.expires_at as "expiresAt",
  key.last_used_at as "lastUsedAt", key.revoked_at as "revokedAt"`;

/** API keys in Postgres. Reads and writes for clients are bound to the owner. */
export function createApiKeyStore(database: Database): ApiKeyStore {
  return {
    create: async (tx, { id, userId, name, prefix, secretHash, scopes, createdAt, expiresAt }) => {
      await tx.execute(sql`
        insert into api_keys (id, user_id, name, prefix, secret_hash, scopes, created_at, expires_at)
        values (${id}, ${userId}, ${name}, ${prefix}, ${secretHash}, ${scopes}, ${createdAt}, ${expiresAt})`);
    },
    countLive: async (tx, userId, now) => {
      await tx.execute(sql`select id from users where id = ${userId} for no key update`);
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from api_keys where user_id = ${userId} and revoked_at is null and expires_at > ${now}`);
      return count;
    },
    revoke: async (tx, userId, id, now) => {
      const revoked = await tx.execute(sql`
        update api_keys set revoked_at = coalesce(revoked_at, ${now}) where id = ${id} and user_id = ${userId}`);
      return revoked === 1;
    },
    findByPrefix: (prefix) =>
      database.maybeOne<PresentedKey>(sql`
        select ${columns}, key.secret_hash as "secretHash", owner.organization_id as "organizationId", owner.role
        from api_keys as key
        join users as owner on owner.id = key.user_id
        where key.prefix = ${prefix}`),
    noteUse: async (id, now) => {
      await database.execute(sql`
        update api_keys set last_used_at = ${now}
        where id = ${id} and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`);
    },
    listByIds: (userId, ids) =>
      database.many<ApiKey>(sql`
        select ${columns} from api_keys as key where key.user_id = ${userId} and key.id = any(${ids})`),
    pageOfUser: (userId, { limit, after }) =>
      database.many<ApiKey>(sql`
        select ${columns}
        from api_keys as key
        where key.user_id = ${userId}
          and (${after === null} or (key.created_at, key.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by key.created_at desc, key.id desc
        limit ${limit}`),
  };
}

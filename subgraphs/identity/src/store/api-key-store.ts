import { sql, type Database } from '@conea/platform';
import type { ApiKey, ApiKeyStore, EndingKey, KeyOwner, PresentedKey } from '../domain/api-key.ts';

const columns = sql`
  key.id, key.user_id as "userId", key.organization_id as "organizationId", key.name, key.prefix, key.scopes, key.created_at as "createdAt", key.expires_at as "expiresAt",
  key.last_used_at as "lastUsedAt", key.revoked_at as "revokedAt",
  key.replaced_by as "replacedBy", key.budget`;

const ownedBy = ({ userId, organizationId }: KeyOwner) =>
  sql`user_id = ${userId} and organization_id = ${organizationId}`;

/** API keys in Postgres. Reads and writes for clients are bound to the owner. */
export function createApiKeyStore(database: Database): ApiKeyStore {
  return {
    create: async (
      tx,
      { id, userId, organizationId, name, prefix, secretHash, scopes, budget, createdAt, expiresAt },
    ) => {
      await tx.execute(sql`
        insert into api_keys (id, user_id, organization_id, name, prefix, secret_hash, scopes, budget, created_at, expires_at)
        values (${id}, ${userId}, ${organizationId}, ${name}, ${prefix}, ${secretHash}, ${scopes}, ${budget}, ${createdAt}, ${expiresAt})`);
    },
    countLive: async (tx, userId, now) => {
      await tx.execute(sql`select id from users where id = ${userId} for no key update`);
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from api_keys where user_id = ${userId} and revoked_at is null and expires_at > ${now}`);
      return count;
    },
    lock: (tx, owner, id) =>
      tx.maybeOne<ApiKey>(sql`
        select ${columns} from api_keys as key where key.id = ${id} and ${ownedBy(owner)} for update`),
    replace: async (tx, id, replacedBy, graceUntil) => {
      await tx.execute(
        sql`update api_keys set replaced_by = ${replacedBy}, expires_at = ${graceUntil} where id = ${id}`,
      );
    },
    // A key that was made for a shorter time than a warning is ahead is not warned of so early.
    markEnding: (tx, now, limit) =>
      tx.many<EndingKey>(sql`
        with ending as (
          select key.id, min(step.days) as days
          from api_keys as key
          join (values (14), (7), (1)) as step (days) on key.expires_at <= ${now}::timestamptz + make_interval(days => step.days)
          where key.revoked_at is null and key.replaced_by is null and key.expires_at > ${now}
            and key.expires_at - key.created_at > make_interval(days => step.days)
          group by key.id
          having min(step.days) < coalesce(min(key.warned_days), 15)
          limit ${limit}
        ), locked as (
          select key.id, ending.days from api_keys as key join ending on ending.id = key.id for update of key skip locked
        )
        update api_keys as key set warned_days = locked.days
        from locked, users as owner where key.id = locked.id and owner.id = key.user_id and locked.days < coalesce(key.warned_days, 15)
        returning key.id, key.user_id as "userId", key.organization_id as "organizationId",
          key.name, owner.email, key.warned_days as "daysLeft"`),
    revoke: async (tx, owner, id, now) => {
      const revoked = await tx.execute(sql`
        update api_keys set revoked_at = coalesce(revoked_at, ${now}) where id = ${id} and ${ownedBy(owner)}`);
      return revoked === 1;
    },
    revokeAll: async (tx, owner, now) => {
      const revoked = await tx.many<{ id: string }>(sql`
        update api_keys set revoked_at = ${now}
        where ${ownedBy(owner)} and revoked_at is null and expires_at > ${now}
        returning id`);
      return revoked.map(({ id }) => id);
    },
    findByPrefix: (prefix) =>
      database.maybeOne<PresentedKey>(sql`
        select ${columns}, key.secret_hash as "secretHash", member.role, custom.permissions as "customPermissions"
        from api_keys as key
        join memberships as member
          on member.organization_id = key.organization_id and member.user_id = key.user_id and member.suspended_at is null
        left join roles as custom on custom.organization_id = member.organization_id and custom.id = member.custom_role_id
        where key.prefix = ${prefix}`),
    noteUse: async (id, now) => {
      await database.execute(sql`
        update api_keys set last_used_at = ${now}
        where id = ${id} and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`);
    },
    listByIds: (owner, ids) =>
      database.many<ApiKey>(sql`
        select ${columns} from api_keys as key where ${ownedBy(owner)} and key.id = any(${ids})`),
    pageOfOwner: (owner, { limit, after }) =>
      database.many<ApiKey>(sql`
        select ${columns}
        from api_keys as key
        where ${ownedBy(owner)}
          and (${after === null} or (key.created_at, key.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by key.created_at desc, key.id desc
        limit ${limit}`),
  };
}

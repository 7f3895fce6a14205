import { sql, type Database } from '@conea/platform';
import { isServiceAccountId } from '../domain/service-account-changes.ts';
import type { ApiKey, ApiKeyStore, KeyOwner, PresentedKey } from '../domain/api-key.ts';
import { doing } from './across-organizations.ts';
import { markEnding } from './ending-keys.ts';

const columns = sql`
  key.id, key.owner_id as "userId", key.organization_id as "organizationId", key.name, key.prefix, key.scopes, key.created_at as "createdAt", key.expires_at as "expiresAt",
  key.last_used_at as "lastUsedAt", key.revoked_at as "revokedAt",
  key.replaced_by as "replacedBy", key.budget`;

const ownedBy = ({ userId, organizationId }: KeyOwner) =>
  sql`owner_id = ${userId} and organization_id = ${organizationId}`;

/** API keys in Postgres. Reads and writes for clients are bound to the owner. */
export function createApiKeyStore(database: Database): ApiKeyStore {
  return {
    create: async (
      tx,
      { id, userId, organizationId, name, prefix, secretHash, scopes, budget, createdAt, expiresAt },
    ) => {
      const isService = isServiceAccountId(userId);
      await tx.execute(sql`
        insert into api_keys
          (id, user_id, service_account_id, organization_id, name, prefix, secret_hash, scopes, budget, created_at, expires_at)
        values (${id}, ${isService ? null : userId}, ${isService ? userId : null}, ${organizationId}, ${name}, ${prefix}, ${secretHash}, ${scopes}, ${budget}, ${createdAt}, ${expiresAt})`);
    },
    countLive: async (tx, ownerId, now) => {
      await tx.execute(sql`select id from users where id = ${ownerId} for no key update`);
      await tx.execute(sql`select id from service_accounts where id = ${ownerId} for no key update`);
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from api_keys where owner_id = ${ownerId} and revoked_at is null and expires_at > ${now}`);
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
    markEnding,
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
    // Only then it is known whose key it is.
    findByPrefix: (prefix) =>
      doing(database, 'api_key.verify').maybeOne<PresentedKey>(sql`
        select ${columns}, key.secret_hash as "secretHash", coalesce(member.role, account.role) as role,
          custom.permissions as "customPermissions"
        from api_keys as key
        left join memberships as member
          on member.organization_id = key.organization_id and member.user_id = key.user_id and member.suspended_at is null
        left join service_accounts as account on account.id = key.service_account_id and account.disabled_at is null
        left join roles as custom
          on custom.organization_id = key.organization_id and custom.id = coalesce(member.custom_role_id, account.custom_role_id)
        where key.prefix = ${prefix} and coalesce(member.role, account.role) is not null`),
    noteUse: async ({ id, organizationId }, now) => {
      await database.forTenant(organizationId).execute(sql`
        update api_keys set last_used_at = ${now}
        where id = ${id} and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`);
    },
    findServiceAccount: async (tx, organizationId, id) => {
      const key = await tx.maybeOne<{ accountId: string | null }>(sql`
        select service_account_id as "accountId" from api_keys where organization_id = ${organizationId} and id = ${id}`);
      return key?.accountId ?? null;
    },
    listByIds: ({ userId, organizationId }, isAdmin, ids) =>
      database.forTenant(organizationId).many<ApiKey>(sql`
        select ${columns} from api_keys as key
        where key.organization_id = ${organizationId} and key.id = any(${ids})
          and (key.user_id = ${userId} or (${isAdmin} and key.service_account_id is not null))`),
    pageOfOwner: (owner, { limit, after }) =>
      database.forTenant(owner.organizationId).many<ApiKey>(sql`
        select ${columns}
        from api_keys as key
        where ${ownedBy(owner)}
          and (${after === null} or (key.created_at, key.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by key.created_at desc, key.id desc
        limit ${limit}`),
  };
}

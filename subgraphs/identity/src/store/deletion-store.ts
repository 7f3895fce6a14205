import { sql } from '@conea/platform';
import type { KeyOwner } from '../domain/api-key.ts';
import type { DeletionStore } from '../domain/deletion.ts';

/** Deletions in Postgres: what is deleted stays in its row until it is purged. */
export const deletionStore: DeletionStore = {
  listOrganizations: async (tx, userId) => {
    const rows = await tx.many<{ id: string }>(sql`
      select organization_id as id from memberships where user_id = ${userId} order by organization_id`);
    return rows.map(({ id }) => id);
  },
  hasOthers: async (tx, organizationId, userId) =>
    (await tx.maybeOne(sql`
      select from memberships where organization_id = ${organizationId} and user_id <> ${userId} limit 1`)) !== null,
  deleteAccount: async (tx, userId, reason, now) => {
    await tx.execute(sql`update users set deleted_at = ${now}, deletion_reason = ${reason} where id = ${userId}`);
  },
  restoreAccount: async (tx, userId) =>
    (await tx.execute(sql`
      update users set deleted_at = null, deletion_reason = null where id = ${userId} and deleted_at is not null`)) ===
    1,
  deleteOrganization: async (tx, { organizationId, deletedBy, isWithAccount, reason, now }) => {
    await tx.execute(sql`
      update organizations
      set deleted_at = ${now}, deleted_by = ${deletedBy}, deleted_with_account = ${isWithAccount}, deletion_reason = ${reason}
      where id = ${organizationId}`);
  },
  revokeKeys: (tx, whose, now) =>
    tx.many<KeyOwner & { id: string }>(sql`
      update api_keys set revoked_at = ${now}
      where ${'userId' in whose ? sql`user_id = ${whose.userId}` : sql`organization_id = ${whose.organizationId}`}
        and revoked_at is null and expires_at > ${now}
      returning id, owner_id as "userId", organization_id as "organizationId"`),
  disableServiceAccounts: async (tx, organizationId, now) => {
    const disabled = await tx.many<{ id: string }>(sql`
      update service_accounts set disabled_at = ${now} where organization_id = ${organizationId} and disabled_at is null
      returning id`);
    return disabled.map(({ id }) => id);
  },
  restoreOrganization: async (tx, organizationId) =>
    (await tx.execute(sql`
      update organizations set deleted_at = null, deleted_by = null, deleted_with_account = false, deletion_reason = null
      where id = ${organizationId} and deleted_at is not null`)) === 1,
  listDeletedWith: async (tx, userId) => {
    const rows = await tx.many<{ id: string }>(sql`
      select id from organizations where deleted_by = ${userId} and deleted_with_account order by id for no key update`);
    return rows.map(({ id }) => id);
  },
  isFormerAdmin: async (tx, organizationId, userId) =>
    (await tx.maybeOne(sql`
      select from memberships
      where organization_id = ${organizationId} and user_id = ${userId} and role = 'admin'
        and suspended_because <@ '{organization_deleted}'`)) !== null,
};

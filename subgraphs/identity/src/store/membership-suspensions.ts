import { sql } from '@conea/platform';
import type { MembershipSelection, MembershipStore, SuspensionCause } from '../domain/membership.ts';

const suspension = (cause: SuspensionCause | 'admin', now: Date) => sql`
  suspended_at = coalesce(suspended_at, ${now}), suspended_because = array_append(array_remove(suspended_because, ${cause}), ${cause})`;

const restoration = (cause: SuspensionCause | 'admin') => sql`
  suspended_at = case when array_remove(suspended_because, ${cause}) = '{}' then null else suspended_at end,
  suspended_because = array_remove(suspended_because, ${cause})`;

const selected = (selection: MembershipSelection) =>
  'userId' in selection ? sql`user_id = ${selection.userId}` : sql`organization_id = ${selection.organizationId}`;

/** Who is kept out of organizations in Postgres, and why: the time is that of the first cause. */
export const membershipSuspensions: Pick<
  MembershipStore,
  'suspend' | 'restore' | 'suspendAll' | 'restoreAll' | 'isSuspendedEverywhere'
> = {
  suspend: async (tx, organizationId, userId, now) =>
    (await tx.execute(sql`
        update memberships set ${suspension('admin', now)}
        where organization_id = ${organizationId} and user_id = ${userId}`)) === 1,
  restore: async (tx, organizationId, userId) =>
    (await tx.execute(sql`
        update memberships set ${restoration('admin')}
        where organization_id = ${organizationId} and user_id = ${userId}`)) === 1,
  suspendAll: async (tx, selection, cause, now) => {
    await tx.execute(sql`update memberships set ${suspension(cause, now)} where ${selected(selection)}`);
  },
  restoreAll: async (tx, selection, cause) => {
    await tx.execute(sql`update memberships set ${restoration(cause)} where ${selected(selection)}`);
  },
  isSuspendedEverywhere: async (tx, userId) => {
    const { isSuspended } = await tx.one<{ isSuspended: boolean | null }>(
      sql`select bool_and(suspended_at is not null) as "isSuspended" from memberships where user_id = ${userId}`,
    );
    return isSuspended === true;
  },
};

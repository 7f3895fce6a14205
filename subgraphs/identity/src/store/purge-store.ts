import { sql, type Transaction } from '@conea/platform';
import { destroyPersonKey } from './person-keys.ts';

/** An account whose time is over, and the organizations that it is in. */
export type DueAccount = { id: string; organizationIds: string[] };

/** Locks accounts that were deleted before a time; passes over those that another process has. */
export function dueAccounts(tx: Transaction, before: Date, limit: number): Promise<DueAccount[]> {
  return tx.many<DueAccount>(sql`
    select person.id,
      array(select organization_id from memberships where user_id = person.id order by organization_id) as "organizationIds"
    from users as person
    where person.deleted_at <= ${before}
    order by person.deleted_at, person.id
    limit ${limit}
    for update of person skip locked`);
}

/** Locks organizations that were deleted before a time; passes over those that another process has. */
export async function dueOrganizations(tx: Transaction, before: Date, limit: number): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`
    select id from organizations
    where deleted_at <= ${before}
    order by deleted_at, id
    limit ${limit}
    for update skip locked`);
  return rows.map(({ id }) => id);
}

/** Deletes a person with all that is theirs: sessions, keys, memberships and mailed tokens go with the row, and what copies of it there are cannot be read. What was answered to them by idempotency key does not refer to it. */
export async function purgeAccount(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`delete from users where id = ${id}`);
  await destroyPersonKey(tx, id);
}

/** Deletes an organization with its memberships, invitations, sessions and keys. */
export async function purgeOrganization(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`delete from organizations where id = ${id}`);
}

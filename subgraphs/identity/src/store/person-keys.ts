import { asTenant, sql, type Database, type Transaction } from '@conea/platform';

/**
 * Destroys the data keys of a person: whatever was sealed under them is unreadable from then on, wherever a copy of it is. Processes forget the
 * keys within five minutes.
 */
export async function destroyPersonKey(tx: Transaction, userId: string): Promise<void> {
  await asTenant(tx, userId, () => tx.execute(sql`delete from data_keys where tenant_id = ${userId}`));
}

/** Deletes data keys of people who never were: a key is kept before its person is, who may be refused. Answers how many. */
export function deleteKeysOfNobody(database: Database): Promise<number> {
  return database.acrossTenants.execute(sql`
    delete from data_keys as key
    where tenant_id like 'usr\\_%' and created_at < now() - interval '1 day'
      and not exists (select from users as person where person.id = key.tenant_id)`);
}

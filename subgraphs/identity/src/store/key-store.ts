import { sql, type Database, type Queries, type Transaction } from '@conea/platform';
import type { KeyLife } from '../domain/key-rotation.ts';
import type { StoredKey } from '../domain/keyring.ts';
import type { KeyStore } from '../domain/key-changes.ts';

/** The channel on which a change of keys is announced. */
export const keyChannel = 'conea_signing_keys';

const announce = (tx: Transaction) => tx.execute(sql`select pg_notify(${keyChannel}, '')`);

/** The keys of identity in Postgres. Times are those of the database. */
export function createKeyStore(database: Database): KeyStore {
  return {
    // Processes take turns, so that a change is made once.
    inTurn: (work) =>
      database.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('signing keys', 0))`);
        return work();
      }),
    listLives: () => listLives(database),
    listSealed: () =>
      database.many<StoredKey>(sql`
        select id, purpose, state, public_key as "publicKey", sealed_secret as "sealedSecret",
          activated_at as "activatedAt"
        from signing_keys
        where state <> 'retired'
        order by created_at, id`),
    listRevoked: async () => {
      const rows = await database.many<{ id: string }>(
        sql`select id from signing_keys where revoked_at is not null and purpose = 'access_token'`,
      );
      return rows.map(({ id }) => id);
    },
    add: async (tx, { id, purpose, publicKey }, state, sealed) => {
      await tx.execute(sql`
        insert into signing_keys (id, purpose, state, public_key, sealed_secret, created_at, activated_at)
        values (${id}, ${purpose}, ${state}, ${publicKey && JSON.stringify(publicKey)}::jsonb, ${sealed},
          clock_timestamp(), case when ${state} = 'active' then clock_timestamp() end)`);
      await announce(tx);
    },
    rotate: async (tx, { from, to }) => {
      // Compare and set, as the second line behind the turns.
      if (from !== null)
        await changeOne(
          tx,
          sql`
          update signing_keys set state = 'passive', passive_at = clock_timestamp() where id = ${from} and state = 'active'`,
        );
      await changeOne(
        tx,
        sql`
        update signing_keys set state = 'active', activated_at = clock_timestamp() where id = ${to} and state = 'next'`,
      );
      await announce(tx);
      return to;
    },
    retire: async (tx, id, isRevoked) => {
      await changeOne(
        tx,
        sql`
        update signing_keys
        set state = 'retired', sealed_secret = null, retired_at = clock_timestamp(),
          revoked_at = case when ${isRevoked} then clock_timestamp() end
        where id = ${id} and state <> 'retired'`,
      );
      await announce(tx);
      return id;
    },
  };
}

async function listLives(database: Queries): Promise<{ lives: KeyLife[]; now: Date }> {
  const [lives, { now }] = await Promise.all([
    database.many<KeyLife>(sql`
      select id, purpose, state, created_at as "createdAt", activated_at as "activatedAt", passive_at as "passiveAt"
      from signing_keys
      where state <> 'retired'
      order by passive_at, created_at, id`),
    database.one<{ now: Date }>(sql`select clock_timestamp() as now`),
  ]);
  return { lives, now };
}

async function changeOne(tx: Transaction, statement: Parameters<Queries['execute']>[0]): Promise<void> {
  if ((await tx.execute(statement)) !== 1) throw new Error('another process has changed this key');
}

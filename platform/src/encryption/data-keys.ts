import { randomBytes } from 'node:crypto';
import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import type { Database, Queries } from '../database.ts';
import { findErased } from '../erasure/erasure-store.ts';
import { newId } from '../id.ts';
import { sql } from '../sql.ts';
import type { SecretBox } from './secret-box.ts';

export type DataKey = { id: string; key: Buffer };

/**
 * The keys that the values of tenants are sealed under, wrapped in the table `data_keys`. A tenant is whatever has keys of its own: an organization, a person,
 * the platform.
 */
export type DataKeys = {
  /** What the tenant's values are sealed under: made when there is none, and replaced when a newer wrapping key is there. */
  current(tenantId: string): Promise<DataKey>;
  /** Null when the tenant has no such key. Rejects with a SecretBoxError when it cannot be unwrapped. */
  find(tenantId: string, id: string): Promise<DataKey | null>;
  /** Replaces the keys of tenants that an older wrapping key wraps; answers how many. */
  replaceOld(): Promise<number>;
  /** Wraps keys that an older wrapping key wraps under the newest one, where what they sealed cannot be sealed anew; answers how many. */
  rewrapOld(): Promise<number>;
};

export type DataKeysOptions = {
  /** A pool of its own: whoever holds a connection may wait for a key. */
  database: Database;
  box: SecretBox;
  /** Reads the wrapping keys again, when one is unknown. */
  refresh(): Promise<unknown>;
  /** Milliseconds for which a key is the current one without a look at the table; default 60,000. */
  maxAge?: number;
};

type Row = { id: string; wrapped: string; wrappingKeyId: string };
type KeyName = { tenantId: string; id: string };

const cacheSize = 10_000;
const batch = 500;
const contextOf = (id: string, tenantId: string) => `data_keys|wrapped_key|${tenantId}|${id}`;

/** Keeps up to 10,000 unwrapped keys of each kind in memory. */
export function createDataKeys({ database, box, refresh, maxAge = 60_000 }: DataKeysOptions): DataKeys {
  const currents = new LRUCache<string, Promise<DataKey>>({ max: cacheSize, ttl: maxAge });
  const opened = new LRUCache<string, DataKey>({ max: cacheSize, ttl: 5 * maxAge });

  const unwrap = async (tenantId: string, { id, wrapped, wrappingKeyId }: Row): Promise<DataKey> => {
    const known = opened.get(`${tenantId} ${id}`);
    if (known) return known;
    // Another process may have heard of a new wrapping key before this one.
    if (!box.keyIds().includes(wrappingKeyId)) await refresh();
    const key = { id, key: box.open(wrapped, contextOf(id, tenantId)) };
    opened.set(`${tenantId} ${id}`, key);
    return key;
  };
  const isOld = ({ wrappingKeyId }: Row) => box.keyIds().indexOf(wrappingKeyId) > 0;
  const load = async (tenantId: string): Promise<DataKey> => {
    const own = database.forTenant(tenantId);
    const row = await findCurrent(own, tenantId);
    if (row && !isOld(row)) return unwrap(tenantId, row);
    return unwrap(tenantId, await own.transaction((tx) => replace(tx, tenantId)));
  };
  const replace = async (tx: Queries, tenantId: string): Promise<Row> => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`data key of ${tenantId}`}, 0))`);
    const row = await findCurrent(tx, tenantId);
    if (row && !isOld(row)) return row;
    if (!row) await refuseErased(tx, tenantId);
    await tx.execute(sql`
      update data_keys set superseded_at = now() where tenant_id = ${tenantId} and superseded_at is null`);
    const id = newId('dk');
    const fresh = { id, wrapped: box.seal(randomBytes(32), contextOf(id, tenantId)) };
    const wrappingKeyId = wrappingKeyOf(fresh.wrapped);
    await tx.execute(sql`
      insert into data_keys (id, tenant_id, wrapping_key_id, wrapped_key)
      values (${id}, ${tenantId}, ${wrappingKeyId}, ${fresh.wrapped})`);
    return { ...fresh, wrappingKeyId };
  };
  const finder = createFinder(database, unwrap);
  const current = (tenantId: string): Promise<DataKey> => {
    const known = currents.get(tenantId);
    if (known) return known;
    const key = load(tenantId);
    currents.set(tenantId, key);
    key.catch(() => currents.delete(tenantId));
    return key;
  };
  return {
    current,
    find: async (tenantId, id) => opened.get(`${tenantId} ${id}`) ?? finder.load({ tenantId, id }),
    replaceOld: async () => {
      const tenants = await database.acrossTenants.many<{ tenantId: string }>(sql`
        select tenant_id as "tenantId"
        from data_keys
        where superseded_at is null and wrapping_key_id = any(${box.keyIds().slice(1)})
        limit ${batch}`);
      for (const { tenantId } of tenants) {
        currents.delete(tenantId);
        await current(tenantId);
      }
      return tenants.length;
    },
    rewrapOld: async () => {
      const rows = await database.acrossTenants.many<Row & { tenantId: string }>(sql`
        select id, tenant_id as "tenantId", wrapped_key as wrapped, wrapping_key_id as "wrappingKeyId"
        from data_keys
        where wrapping_key_id = any(${box.keyIds().slice(1)})
        limit ${batch}`);
      for (const { id, tenantId, wrapped } of rows) {
        const fresh = box.seal(box.open(wrapped, contextOf(id, tenantId)), contextOf(id, tenantId));
        await database.forTenant(tenantId).execute(sql`
          update data_keys set wrapped_key = ${fresh}, wrapping_key_id = ${wrappingKeyOf(fresh)}
          where id = ${id} and wrapped_key = ${wrapped}`);
      }
      return rows.length;
    },
  };
}

/** A page of people needs a key of each: what is asked for at once is found by one statement. */
function createFinder(database: Database, unwrap: (tenantId: string, row: Row) => Promise<DataKey>) {
  return new DataLoader<KeyName, DataKey | null>(
    async (names) => {
      const rows = await findAll(database.acrossTenants, names);
      const openOne = async ({ tenantId, id }: KeyName) => {
        const row = rows.get(`${tenantId} ${id}`);
        return row ? unwrap(tenantId, row) : null;
      };
      return Promise.all(names.map((name) => openOne(name).catch(errorOf)));
    },
    { cache: false, maxBatchSize: batch },
  );
}

const wrappingKeyOf = (wrapped: string) => wrapped.split('.')[1] ?? '';

function findCurrent(queries: Queries, tenantId: string): Promise<Row | null> {
  return queries.maybeOne<Row>(sql`
    select id, wrapped_key as wrapped, wrapping_key_id as "wrappingKeyId"
    from data_keys
    where tenant_id = ${tenantId} and superseded_at is null`);
}

/** What comes late about who was erased is sealed under no key. */
async function refuseErased(tx: Queries, tenantId: string): Promise<void> {
  const erased = await findErased(tx, [tenantId]);
  if (erased.has(tenantId)) throw new Error('a tenant that was erased gets no data key');
}

/** Of each name the key of that tenant alone. */
async function findAll(queries: Queries, names: readonly KeyName[]): Promise<ReadonlyMap<string, Row>> {
  const rows = await queries.many<Row & KeyName>(sql`
    select key.id, key.tenant_id as "tenantId", key.wrapped_key as wrapped, key.wrapping_key_id as "wrappingKeyId"
    from unnest(${names.map(({ tenantId }) => tenantId)}::text[], ${names.map(({ id }) => id)}::text[]) as asked (tenant_id, id)
    join data_keys as key on key.id = asked.id and key.tenant_id = asked.tenant_id`);
  return new Map(rows.map((row) => [`${row.tenantId} ${row.id}`, row]));
}

const errorOf = (error: unknown) => (error instanceof Error ? error : new Error('a data key could not be opened'));

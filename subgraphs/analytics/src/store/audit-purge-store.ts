import { findErased, sql, type BoundDatabase, type Queries, type Transaction } from '@conea/platform';
import { archiveLimits } from '../domain/audit-archive.ts';
import type { ChainHead } from '../domain/audit-chain.ts';
import { defaultRetentionDays } from '../domain/audit-retention.ts';
import { beginAuditWork } from './audit-work.ts';

const batchSize = 1_000;

export async function setRetention(tx: Transaction, tenantId: string, days: number): Promise<void> {
  await tx.execute(sql`
    insert into audit_retentions (tenant_id, days) values (${tenantId}, ${days})
    on conflict (tenant_id) do update set days = excluded.days`);
}

/** Whether the organization was erased: the keys of its archives went with it. */
export function isErased(database: BoundDatabase, tenantId: string): Promise<boolean> {
  return database.transaction(async (tx) => (await findErased(tx, [tenantId])).has(tenantId));
}

/** For how many days the entries of a tenant are kept at hand. */
export async function findRetention(database: Queries, tenantId: string): Promise<number> {
  const row = await database.maybeOne<{ days: number }>(
    sql`select days from audit_retentions where tenant_id = ${tenantId}`,
  );
  return row?.days ?? defaultRetentionDays;
}

/** Whether the first entry behind a number happened before a time. */
export async function isPurgeDue(
  database: Queries,
  tenantId: string,
  after: number,
  occurredBefore: Date,
): Promise<boolean> {
  const first = await database.maybeOne<{ isDue: boolean }>(sql`
    select coalesce(occurred_at < ${occurredBefore}, true) as "isDue"
    from audit_seals as seal left join audit_entries as entry on entry.id = seal.entry_id
    where seal.tenant_id = ${tenantId} and seal.seq > ${after}
    order by seal.seq
    limit 1`);
  return first?.isDue ?? false;
}

/** Which entries behind a number are to go: up to a number that is signed, and all before a time, as many as fit into one archive. */
export type PurgeWish = { tenantId: string; after: number; signedSeq: number; occurredBefore: Date };

/** The last entry of the next range to purge; null when there is none. An entry that is missing belongs to it: whoever reads the range finds out. */
export async function findPurgeEnd(
  database: Queries,
  { tenantId, after, signedSeq, occurredBefore }: PurgeWish,
): Promise<ChainHead | null> {
  return database.maybeOne<ChainHead>(sql`
    select seq, hash
    from (
      select seq, hash, bool_and(coalesce(occurred_at < ${occurredBefore}, true)) over in_order as is_over,
        row_number() over in_order as place, sum(bytes) over in_order as bytes
      from (
        select seal.seq, seal.hash, entry.occurred_at, coalesce(octet_length(entry::text), 0) as bytes
        from audit_seals as seal left join audit_entries as entry on entry.id = seal.entry_id
        where seal.tenant_id = ${tenantId} and seal.seq > ${after} and seal.seq <= ${signedSeq}
        order by seal.seq
        limit ${archiveLimits.entries}
      ) as next
      window in_order as (order by seq)
    ) as ranges
    where is_over and (bytes <= ${archiveLimits.bytes} or place = 1)
    order by seq desc
    limit 1`);
}

/** The seal of one entry; null when it is not there. */
export function findSeal(database: Queries, tenantId: string, seq: number): Promise<ChainHead | null> {
  return database.maybeOne<ChainHead>(
    sql`select seq, hash from audit_seals where tenant_id = ${tenantId} and seq = ${seq}`,
  );
}

/** Deletes up to 1,000 entries behind what is purged, up to a number; answers how far that came. Throws when somebody else has done it. */
export function purgeBatch(
  database: BoundDatabase,
  tenantId: string,
  purgedSeq: number,
  upTo: number,
): Promise<number> {
  const last = Math.min(upTo, purgedSeq + batchSize);
  return database.transaction(async (tx) => {
    await beginAuditWork(tx, 'purge');
    const moved = await tx.execute(sql`
      update audit_chains set purged_seq = ${last}, indexed_seq = greatest(indexed_seq, ${last})
      where tenant_id = ${tenantId} and purged_seq = ${purgedSeq}`);
    if (moved !== 1) throw new Error('the audit trail is being purged by somebody else');
    const seals = await tx.many<{ entryId: string }>(sql`
      delete from audit_seals where tenant_id = ${tenantId} and seq > ${purgedSeq} and seq <= ${last}
      returning entry_id as "entryId"`);
    const ids = seals.map(({ entryId }) => entryId);
    await tx.execute(sql`delete from audit_terms where entry_id = any(${ids})`);
    await tx.execute(sql`delete from audit_texts where entry_id = any(${ids})`);
    await tx.execute(sql`delete from audit_entries where id = any(${ids})`);
    return last;
  });
}

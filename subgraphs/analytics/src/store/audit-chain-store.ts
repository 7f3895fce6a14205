import { sql, type Database, type Queries, type Transaction } from '@conea/platform';
import { chainStart, nextHead, type ChainHead } from '../domain/audit-chain.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { entryColumns } from './audit-rows.ts';

const batchSize = 500;

/** The tenants that have entries to seal, those that wait longest first; at most 100. */
export async function listUnsealedTenants(database: Queries): Promise<string[]> {
  const rows = await database.many<{ tenantId: string }>(sql`
    select tenant_id as "tenantId" from audit_unsealed group by tenant_id order by min(position) limit 100`);
  return rows.map(({ tenantId }) => tenantId);
}

/** Seconds since the oldest entry that is not sealed came in; 0 without one. */
export async function unsealedAge(database: Queries): Promise<number> {
  const { age } = await database.one<{ age: number }>(sql`
    select coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8 as age
    from audit_unsealed where position = (select min(position) from audit_unsealed)`);
  return Math.max(0, age);
}

/** Seals up to 500 entries of a tenant in the order of their arrival; answers how many. Somebody else who seals the same tenant goes first. */
export function sealBatch(database: Database, tenantId: string): Promise<number> {
  return database.transaction(async (tx) => {
    await lockChain(tx, tenantId);
    const waiting = await tx.many<AuditEntry & { position: number }>(sql`
      select position, ${entryColumns}
      from audit_unsealed join audit_entries as entry on entry.id = entry_id
      where audit_unsealed.tenant_id = ${tenantId}
      order by position
      limit ${batchSize}`);
    if (waiting.length === 0) return 0;
    await writeSeals(tx, await chainHead(tx, tenantId), waiting);
    await tx.execute(sql`delete from audit_unsealed where position = any(${waiting.map(({ position }) => position)})`);
    return waiting.length;
  });
}

/** One at a time writes to a tenant's chain. */
export async function lockChain(tx: Transaction, tenantId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit chain ${tenantId}`}, 0))`);
}

/** Where a tenant's chain ends. */
export async function chainHead(database: Queries, tenantId: string): Promise<ChainHead> {
  const head = await database.maybeOne<ChainHead>(
    sql`select seq, hash from audit_chains where tenant_id = ${tenantId}`,
  );
  return head ?? chainStart(tenantId);
}

/** How far a tenant's chain is signed and purged; null without a chain. */
export function findProgress(database: Queries, tenantId: string) {
  return database.maybeOne<ChainHead & { signedSeq: number; purgedSeq: number }>(sql`
    select seq, hash, signed_seq as "signedSeq", purged_seq as "purgedSeq" from audit_chains where tenant_id = ${tenantId}`);
}

/** Every tenant with a chain, page by page of 100. */
export async function* listChains(database: Queries): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await database.many<{ tenantId: string }>(sql`
      select tenant_id as "tenantId" from audit_chains where tenant_id > ${after} order by tenant_id limit 100`);
    for (const { tenantId } of rows) yield (after = tenantId);
    if (rows.length === 0) return;
  }
}

export async function setSigned(tx: Queries, tenantId: string, seq: number): Promise<void> {
  await tx.execute(
    sql`update audit_chains set signed_seq = greatest(signed_seq, ${seq}) where tenant_id = ${tenantId}`,
  );
}

async function writeSeals(tx: Transaction, start: ChainHead, entries: readonly AuditEntry[]): Promise<void> {
  let head = start;
  const seals = entries.map((entry) => {
    head = nextHead(head, entry);
    return { ...head, tenantId: entry.tenantId, entryId: entry.id };
  });
  await tx.execute(sql`
    insert into audit_seals (tenant_id, seq, entry_id, hash)
    select * from unnest(${seals.map(({ tenantId }) => tenantId)}::text[], ${seals.map(({ seq }) => seq)}::bigint[],
      ${seals.map(({ entryId }) => entryId)}::text[], ${seals.map(({ hash }) => hash)}::bytea[])`);
  await tx.execute(sql`
    insert into audit_chains (tenant_id, seq, hash)
    values (${entries[0]?.tenantId}, ${head.seq}, ${head.hash})
    on conflict (tenant_id) do update set seq = excluded.seq, hash = excluded.hash`);
}

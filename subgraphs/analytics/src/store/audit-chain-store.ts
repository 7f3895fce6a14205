import { sql, type Queries, type Sql, type Transaction } from '@conea/platform';
import { chainStart, nextHead, type ChainHead } from '../domain/audit-chain.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { beginAuditWork } from './audit-work.ts';

/**
 * Gives entries their places at the ends of their tenants' chains, in this order, within the transaction that takes them in: there is no entry without
 * a seal. Who seals for the same tenant goes one after the other, and by the order of tenants, so that nobody waits for each other.
 */
export async function sealEntries(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const tenants = [...new Set(entries.map(({ tenantId }) => tenantId))].sort();
  await beginAuditWork(tx, 'seal');
  await tx.execute(sql`select ${lockOf(sql`tenant`)} from unnest(${tenants}::text[]) as tenant`);
  const heads = await findHeads(tx, tenants);
  const seals = entries.map((entry) => {
    const head = nextHead(heads.get(entry.tenantId) ?? chainStart(entry.tenantId), entry);
    heads.set(entry.tenantId, head);
    return { ...head, tenantId: entry.tenantId, entryId: entry.id };
  });
  await tx.execute(sql`
    insert into audit_seals (tenant_id, seq, entry_id, hash)
    select * from unnest(${seals.map(({ tenantId }) => tenantId)}::text[], ${seals.map(({ seq }) => seq)}::bigint[],
      ${seals.map(({ entryId }) => entryId)}::text[], ${seals.map(({ hash }) => hash)}::bytea[])`);
  const ends = [...heads];
  await tx.execute(sql`
    insert into audit_chains (tenant_id, seq, hash)
    select * from unnest(${ends.map(([tenantId]) => tenantId)}::text[], ${ends.map(([, { seq }]) => seq)}::bigint[],
      ${ends.map(([, { hash }]) => hash)}::bytea[])
    on conflict (tenant_id) do update set seq = excluded.seq, hash = excluded.hash`);
}

const lockOf = (tenant: Sql) => sql`pg_advisory_xact_lock(hashtextextended('audit chain ' || ${tenant}, 0))`;

/** One at a time writes to a tenant's chain. */
export async function lockChain(tx: Transaction, tenantId: string): Promise<void> {
  await tx.execute(sql`select ${lockOf(sql`${tenantId}::text`)}`);
}

/** Where the chains of tenants end; a tenant without a chain has none. */
async function findHeads(tx: Transaction, tenants: readonly string[]): Promise<Map<string, ChainHead>> {
  const rows = await tx.many<ChainHead & { tenantId: string }>(
    sql`select tenant_id as "tenantId", seq, hash from audit_chains where tenant_id = any(${tenants})`,
  );
  return new Map(rows.map(({ tenantId, seq, hash }) => [tenantId, { seq, hash }]));
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

export async function setSigned(tx: Transaction, tenantId: string, seq: number): Promise<void> {
  await beginAuditWork(tx, 'sign');
  await tx.execute(
    sql`update audit_chains set signed_seq = greatest(signed_seq, ${seq}) where tenant_id = ${tenantId}`,
  );
}

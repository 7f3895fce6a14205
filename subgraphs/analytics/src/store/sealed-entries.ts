import { sql, type Queries } from '@conea/platform';
import type { SealedEntry } from '../domain/audit-chain.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { entryColumns } from './audit-rows.ts';

const batchSize = 500;

type Row = { seq: number; hash: Buffer; entryId: string } & { [Column in keyof AuditEntry]: AuditEntry[Column] | null };

/** The chain of a tenant behind a number, in batches of 500, up to and with another number. */
export async function* readChain(
  database: Queries,
  tenantId: string,
  after: number,
  upTo: number | null = null,
): AsyncGenerator<SealedEntry[]> {
  let last = after;
  for (;;) {
    const rows = await database.many<Row>(sql`
      select seal.seq, seal.hash, seal.entry_id as "entryId", ${entryColumns}
      from audit_seals as seal left join audit_entries as entry on entry.id = seal.entry_id
      where seal.tenant_id = ${tenantId} and seal.seq > ${last} and (${upTo}::bigint is null or seal.seq <= ${upTo})
      order by seal.seq
      limit ${batchSize}`);
    if (rows.length === 0) return;
    yield rows.map(({ seq, hash, entryId, ...entry }) => ({
      seq,
      hash,
      entryId,
      entry: isWhole(entry) ? entry : null,
    }));
    last = rows.at(-1)?.seq ?? last;
  }
}

const isWhole = (entry: { [Column in keyof AuditEntry]: AuditEntry[Column] | null }): entry is AuditEntry =>
  entry.id !== null;

/** The id of an entry of a tenant that has no seal; null without one. */
export async function findStray(database: Queries, tenantId: string): Promise<string | null> {
  const stray = await database.maybeOne<{ id: string }>(sql`
    select id
    from audit_entries as entry
    where tenant_id = ${tenantId} and not exists (select from audit_seals where entry_id = entry.id)
    limit 1`);
  return stray?.id ?? null;
}

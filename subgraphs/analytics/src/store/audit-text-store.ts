import { findErased, sql, type Database, type Transaction } from '@conea/platform';
import { createTermNames, normalise, termsOf } from '../domain/search-terms.ts';
import { beginAuditWork } from './audit-work.ts';

const batchSize = 500;

type Words = { seq: number; entryId: string; namedIds: (string | null)[]; words: (string | null)[] };

/** The tenants that have sealed entries which no text search finds yet; at most 100. */
export async function listUnindexedTenants(database: Database): Promise<string[]> {
  const rows = await database.acrossTenants.many<{ tenantId: string }>(
    sql`select tenant_id as "tenantId" from audit_chains where indexed_seq < seq limit 100`,
  );
  return rows.map(({ tenantId }) => tenantId);
}

/** Makes up to 500 sealed entries of a tenant searchable; answers how many. */
export function indexBatch(database: Database, tenantId: string): Promise<number> {
  return database.forTenant(tenantId).transaction(async (tx) => {
    await beginAuditWork(tx, 'index');
    // Not the lock of the chain: what comes in does not wait for this.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit search ${tenantId}`}, 0))`);
    const { indexedSeq, seq } = await tx.one<{ indexedSeq: number; seq: number }>(
      sql`select indexed_seq as "indexedSeq", seq from audit_chains where tenant_id = ${tenantId}`,
    );
    const found = await tx.many<Words>(sql`
      select seal.seq, entry.id as "entryId", array[entry.actor_id, entry.resource_id] as "namedIds",
        array[entry.action, entry.actor_id, entry.resource_type, entry.resource_id, entry.user_agent] as words
      from audit_seals as seal
      join audit_entries as entry on entry.id = seal.entry_id
      where seal.tenant_id = ${tenantId} and seal.seq > ${indexedSeq} and seal.seq <= ${seq}
      order by seal.seq
      limit ${batchSize}`);
    await writeTexts(tx, tenantId, await withoutErased(tx, tenantId, found));
    // A gap at the end is for the verifier to find, and not to be tried again for ever.
    const last = found.length < batchSize ? seq : (found.at(-1)?.seq ?? seq);
    await tx.execute(sql`update audit_chains set indexed_seq = ${last} where tenant_id = ${tenantId}`);
    return found.length;
  });
}

/** What comes late about who was erased is not found by a text search. */
async function withoutErased(tx: Transaction, tenantId: string, found: readonly Words[]): Promise<Words[]> {
  const named = found.flatMap(({ namedIds }) => namedIds.filter((id) => id !== null));
  const erased = await findErased(tx, [tenantId, ...named]);
  if (erased.has(tenantId)) return [];
  return found.filter(({ namedIds }) => !namedIds.some((id) => id !== null && erased.has(id)));
}

async function writeTexts(tx: Transaction, tenantId: string, found: readonly Words[]): Promise<void> {
  const nameOf = createTermNames(tenantId);
  const texts = found.map(({ words }) => normalise(words.filter((word) => word !== null).join(' ')));
  const ids = found.map(({ entryId }) => entryId);
  await tx.execute(sql`
    insert into audit_texts (entry_id, tenant_id, text)
    select entry_id, ${tenantId}, text from unnest(${ids}::text[], ${texts}::text[]) as found (entry_id, text)
    on conflict (entry_id) do nothing`);
  // A vector without positions is what its terms are, one after the other.
  const vectors = texts.map((text) => termsOf(text).map(nameOf).join(' '));
  await tx.execute(sql`
    insert into audit_terms (entry_id, terms)
    select * from unnest(${ids}::text[], ${vectors}::tsvector[])
    on conflict (entry_id) do nothing`);
}

import { sql, type Sql, type Transaction } from '@conea/platform';
import { createTermNames, normalise, queryTerms } from '../domain/search-terms.ts';
import { beginAuditWork } from './audit-work.ts';

/** Erases up to so many texts that name a person; the index of the search finds them, in the organizations where anything was counted for them. */
export async function eraseTextsNaming(tx: Transaction, personId: string, limit: number): Promise<number> {
  const tenants = await tx.many<{ tenantId: string }>(sql`
    select distinct tenant_id as "tenantId" from activities where resource_id = ${personId}`);
  const name = normalise(personId);
  for (const { tenantId } of tenants) {
    const terms = [...new Set(queryTerms(name).map(createTermNames(tenantId)))].join('&');
    const erased = await eraseTexts(
      tx,
      sql`tenant_id = ${tenantId} and strpos(text, ${name}) > 0
        and entry_id in (select entry_id from audit_terms where terms @@ ${terms}::tsquery)`,
      limit,
    );
    if (erased > 0) return erased;
  }
  return 0;
}

/** Erases up to so many texts of an organization. */
export function eraseTextsOf(tx: Transaction, organizationId: string, limit: number): Promise<number> {
  return eraseTexts(tx, sql`tenant_id = ${organizationId}`, limit);
}

async function eraseTexts(tx: Transaction, which: Sql, limit: number): Promise<number> {
  await beginAuditWork(tx, 'erase');
  const rows = await tx.many<{ id: string }>(sql`select entry_id as id from audit_texts where ${which} limit ${limit}`);
  const ids = rows.map(({ id }) => id);
  await tx.execute(sql`delete from audit_terms where entry_id = any(${ids})`);
  return tx.execute(sql`delete from audit_texts where entry_id = any(${ids})`);
}

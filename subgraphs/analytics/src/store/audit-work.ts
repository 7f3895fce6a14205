import { sql, type Transaction } from '@conea/platform';

/** Says which work of the audit trail the rest of a transaction does: row-security lets nothing else write there. */
export async function beginAuditWork(
  tx: Transaction,
  work: 'seal' | 'index' | 'sign' | 'purge' | 'erase',
): Promise<void> {
  await tx.execute(sql`select set_config('conea.audit_work', ${work}, true)`);
}

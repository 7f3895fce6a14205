import {
  appendToOutbox,
  auditEvent,
  createMutations,
  newRandomId,
  platformTenant,
  type Caller,
  type Database,
  type Transaction,
} from '@conea/platform';
import type { Seals } from '../domain/column-seal.ts';
import { publishNextIndexKey } from '../store/blind-index.ts';

/** Nobody asked for it who has an account. */
const system = (): Caller => ({ requestId: newRandomId('req'), ip: null, userAgent: null, user: null });
const actor = { id: 'system', organizationId: platformTenant };
const keyOf = (version: number) => ({ type: 'BlindIndexKey', id: String(version) });

/** Publishes the next key of blind indexes, audited; answers its version, or null while an earlier one is still in use. */
export function rotateBlindIndex(database: Database, seals: Seals): Promise<number | null> {
  const mutate = createMutations(database, 'identity');
  return mutate(system(), { action: 'blind_index_key.publish', input: null }, async (tx, emit) => {
    const version = await publishNextIndexKey(tx, seals);
    if (version === null) return { result: null, resource: null, isRefused: true, actor };
    emit({ type: 'blind_index_key.published', subject: String(version), data: {} });
    return { result: version, resource: keyOf(version), actor };
  });
}

/** Tells of keys that ended in this transaction, in the audit trail too. */
export async function announceEndedKeys(tx: Transaction, versions: readonly number[]): Promise<void> {
  for (const version of versions)
    await appendToOutbox(tx, 'identity', platformTenant, [
      { type: 'blind_index_key.retired', subject: String(version), data: {} },
      auditEvent(system(), { action: 'blind_index_key.retire' }, { resource: keyOf(version), actor }),
    ]);
}

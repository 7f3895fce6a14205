import { appendToOutbox, type DomainEvent, type Transaction } from '@conea/platform';
import type { Content, OrderContent, Resource, SourceRecord } from '../domain/records.ts';
import type { MergedRecord, RecordOwner, RecordStore } from '../store/record-store.ts';

/** Merges records and tells of the orders that have changed, in one transaction. */
export async function mergeRecords(
  records: RecordStore,
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  sourceRecords: readonly SourceRecord[],
): Promise<MergedRecord[]> {
  const merged = await records.merge(tx, owner, resource, sourceRecords);
  const events = merged.flatMap((record) => changeEvent(owner, record));
  if (events.length > 0) await appendToOutbox(tx, 'integration', owner.organizationId, events);
  return merged;
}

/** Marks a record as deleted and tells of it when it is an order that was there. */
export async function buryRecord(
  records: RecordStore,
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  { sourceId, deletedAt }: { sourceId: string; deletedAt: Date },
): Promise<string | null> {
  const id = await records.bury(tx, owner, resource, sourceId, deletedAt);
  if (id === null || resource !== 'orders') return id;
  const data = { orderId: id, integrationId: owner.id, changeType: 'deleted', total: null, currencyCode: null };
  await appendToOutbox(tx, 'integration', owner.organizationId, [{ type: 'order.changed', subject: id, data }]);
  return id;
}

function changeEvent(owner: RecordOwner, { id, sourceRecord: { content }, decision }: MergedRecord): DomainEvent[] {
  const isChange = decision === 'created' || decision === 'updated';
  if (!isChange || !isOrder(content)) return [];
  const { amount: total, currencyCode } = content.total;
  const data = { orderId: id, integrationId: owner.id, changeType: decision, total, currencyCode };
  return [{ type: 'order.changed', subject: id, data }];
}

function isOrder(content: Content): content is OrderContent {
  return 'financialStatus' in content;
}

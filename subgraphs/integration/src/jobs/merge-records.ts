import { appendToOutbox, type DomainEvent, type Transaction } from '@conea/platform';
import { orderContent, type Content, type OrderContent, type Resource, type SourceRecord } from '../domain/records.ts';
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

/** Marks a record as deleted and tells of it when it is an order; false when it was not there. */
export async function buryRecord(
  records: RecordStore,
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  { sourceId, deletedAt }: { sourceId: string; deletedAt: Date },
): Promise<boolean> {
  const buried = await records.bury(tx, owner, resource, sourceId, deletedAt);
  if (buried === null || resource !== 'orders') return buried !== null;
  await appendToOutbox(tx, 'integration', owner.organizationId, [
    orderEvent(owner, buried.id, 'deleted', orderContent.parse(buried.content)),
  ]);
  return true;
}

function changeEvent(owner: RecordOwner, { id, sourceRecord: { content }, decision }: MergedRecord): DomainEvent[] {
  const isChange = decision === 'created' || decision === 'updated';
  if (!isChange || !isOrder(content)) return [];
  return [orderEvent(owner, id, decision, content)];
}

function orderEvent(owner: RecordOwner, orderId: string, changeType: string, { total }: OrderContent): DomainEvent {
  const data = { orderId, integrationId: owner.id, changeType, total: total.amount, currencyCode: total.currencyCode };
  return { type: 'order.changed', subject: orderId, data };
}

function isOrder(content: Content): content is OrderContent {
  return 'financialStatus' in content;
}

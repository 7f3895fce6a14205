import { appendToOutbox, type BoundDatabase } from '@conea/platform';
import type { Integration } from '../domain/integration.ts';
import type { MergeDecision } from '../domain/merge.ts';
import type { SourcePage, StoreSource } from '../domain/store-source.ts';
import { readCount, type ResourceSync } from '../domain/sync.ts';
import type { MergedRecord, RecordStore } from '../store/record-store.ts';
import type { SyncStore } from '../store/sync-store.ts';
import { mergeRecords } from './merge-records.ts';

export type ReadResourceParts = {
  database: BoundDatabase;
  source: StoreSource;
  syncs: SyncStore;
  records: RecordStore;
  clock: () => Date;
};

/** Another worker has taken over this sync. */
export class SupersededError extends Error {
  override name = 'SupersededError';
}

/**
 * Reads one resource to its end, page by page from its checkpoint. A page's records, counts, events and checkpoint commit together:
 * after a crash nothing is missing and nothing is counted twice.
 */
export async function readResource(
  parts: ReadResourceParts,
  integration: Integration,
  begun: ResourceSync,
  signal: AbortSignal,
): Promise<void> {
  const { source } = parts;
  let place = await start(parts, integration, begun, signal);
  for (let hasMore = true; hasMore;) {
    signal.throwIfAborted();
    const page = await source.readPage(integration, place.resource, place, signal);
    place = await keepPage(parts, integration, place, page);
    hasMore = page.hasMore;
  }
  await finish(parts, integration, place, signal);
}

async function start(
  { database, source, syncs, clock }: ReadResourceParts,
  integration: Integration,
  begun: ResourceSync,
  signal: AbortSignal,
): Promise<ResourceSync> {
  const expected = begun.expected ?? (await source.count(integration, begun.resource, begun, signal));
  await database.transaction((tx) => syncs.start(tx, begun, expected, clock()));
  return { ...begun, expected };
}

async function keepPage(
  { database, syncs, records }: ReadResourceParts,
  integration: Integration,
  place: ResourceSync,
  page: SourcePage,
): Promise<ResourceSync> {
  const counts = await database.transaction(async (tx) => {
    const merged = await mergeRecords(records, tx, integration, place.resource, page.records);
    const uncounted = await syncs.countOnce(
      tx,
      place,
      page.records.map(({ sourceId }) => sourceId),
    );
    const counted = countDecisions(merged.filter(({ sourceRecord }) => uncounted.has(sourceRecord.sourceId)));
    const cursor = page.cursor ?? place.cursor;
    if (!(await syncs.advance(tx, place, { cursor, ...counted }))) throw new SupersededError();
    return { cursor, ...counted };
  });
  return {
    ...place,
    cursor: counts.cursor,
    pages: place.pages + 1,
    created: place.created + counts.created,
    updated: place.updated + counts.updated,
    unchanged: place.unchanged + counts.unchanged,
  };
}

/** Complete when at least as many records were read as the store counts among those that have not changed since: others come with the next reading. */
async function finish(
  { database, source, syncs, clock }: ReadResourceParts,
  integration: Integration,
  place: ResourceSync,
  signal: AbortSignal,
): Promise<void> {
  const { resource, changedSince, coversUntil } = place;
  const window = { changedSince, changedBefore: coversUntil };
  const countedAtEnd = await source.count(integration, resource, window, signal);
  const read = readCount(place);
  const isComplete = countedAtEnd === null || read >= countedAtEnd;
  const now = clock();
  await database.transaction(async (tx) => {
    const status = isComplete ? 'succeeded' : 'partial';
    const expected = isComplete ? read : countedAtEnd;
    if (!(await syncs.finishResource(tx, place, { status, expected }, now))) throw new SupersededError();
    if (!isComplete) return;
    await syncs.moveWatermark(tx, integration.id, resource, coversUntil);
    await appendToOutbox(tx, 'integration', integration.organizationId, [completed(integration, place, now)]);
  });
}

function completed(integration: Integration, place: ResourceSync, now: Date) {
  const { syncId, resource, created, updated, unchanged, startedAt } = place;
  const durationMs = now.getTime() - (startedAt ?? now).getTime();
  const data = { integrationId: integration.id, resource, created, updated, unchanged, durationMs };
  return { type: 'sync.completed', subject: syncId, data };
}

function countDecisions(merged: readonly MergedRecord[]) {
  const count = (...decisions: MergeDecision[]) => merged.filter(({ decision }) => decisions.includes(decision)).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged', 'touched') };
}

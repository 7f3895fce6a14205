import { newId, sql, type Transaction } from '@conea/platform';
import { decideMerge, hashContent, type MergeDecision, type StoredVersion } from '../domain/merge.ts';
import type { Resource, SourceRecord } from '../domain/records.ts';

/** Whose records they are. */
export type RecordOwner = { id: string; organizationId: string };

/** What became of one record; `id` is ours. */
export type MergedRecord = { id: string; sourceRecord: SourceRecord; decision: MergeDecision };

const tables = { orders: sql`orders`, products: sql`products`, customers: sql`customers` };
const prefixes = { orders: 'ord', products: 'prd', customers: 'cus' } as const;

export type RecordStore = ReturnType<typeof createRecordStore>;

/** Writes records as stores give them, in any order and any number of times: see `decideMerge`. */
export function createRecordStore() {
  return {
    merge: async (
      tx: Transaction,
      owner: RecordOwner,
      resource: Resource,
      sourceRecords: readonly SourceRecord[],
    ): Promise<MergedRecord[]> => {
      const byId = new Map(sourceRecords.map((sourceRecord) => [sourceRecord.sourceId, sourceRecord]));
      await lock(tx, owner, resource);
      const stored = await findStored(tx, owner, resource, [...byId.keys()]);
      const merged = [...byId.values()].map((sourceRecord) => {
        const version = stored.get(sourceRecord.sourceId);
        const contentHash = hashContent(sourceRecord.content);
        const decision = decideMerge(version, { ...sourceRecord, contentHash });
        return { id: version?.id ?? newId(prefixes[resource]), sourceRecord, contentHash, decision };
      });
      await write(
        tx,
        owner,
        resource,
        merged.filter(({ decision }) => decision !== 'unchanged'),
      );
      return merged;
    },
    /** Marks a record as deleted; answers what it was when it was alive. What was never read gets a tombstone, so that it stays dead. */
    bury: async (
      tx: Transaction,
      owner: RecordOwner,
      resource: Resource,
      sourceId: string,
      deletedAt: Date,
    ): Promise<{ id: string; content: unknown } | null> => {
      await lock(tx, owner, resource);
      const version = (await findStored(tx, owner, resource, [sourceId])).get(sourceId);
      if (version === undefined) await insertTombstone(tx, owner, resource, sourceId, deletedAt);
      if (version === undefined || version.deletedAt !== null || version.updatedAt > deletedAt) return null;
      return tx.one<{ id: string; content: unknown }>(sql`
        update ${tables[resource]} set deleted_at = ${deletedAt} where id = ${version.id} returning id, record as content`);
    },
  };
}

/** Merges into one store's table one after the other: two jobs that see a new record at once would both create it. */
async function lock(tx: Transaction, { id }: RecordOwner, resource: Resource): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${id} ${resource}`}, 1))`);
}

type StoredRow = StoredVersion & { id: string; sourceId: string };

async function findStored(
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  sourceIds: readonly string[],
): Promise<Map<string, StoredRow>> {
  const rows = await tx.many<StoredRow>(sql`
    select id, source_id as "sourceId", source_updated_at as "updatedAt", read_at as "readAt", deleted_at as "deletedAt",
      content_hash as "contentHash"
    from ${tables[resource]}
    where integration_id = ${owner.id} and source_id = any(${sourceIds})`);
  return new Map(rows.map((row) => [row.sourceId, row]));
}

async function write(
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  merged: readonly (MergedRecord & { contentHash: string })[],
): Promise<void> {
  const rows = merged.map(({ id, contentHash, sourceRecord: { sourceId, createdAt, updatedAt, readAt, content } }) => ({
    ...{ id, source_id: sourceId, source_created_at: createdAt, source_updated_at: updatedAt, read_at: readAt },
    ...{ content_hash: contentHash, record: content },
  }));
  await tx.execute(sql`
    insert into ${tables[resource]} (
      id, organization_id, integration_id, source_id, source_created_at, source_updated_at, read_at, content_hash, record
    )
    select id, ${owner.organizationId}, ${owner.id}, source_id, source_created_at, source_updated_at, read_at, content_hash, record
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as incoming (
      id text, source_id text, source_created_at timestamptz, source_updated_at timestamptz, read_at timestamptz,
      content_hash text, record jsonb
    )
    on conflict (integration_id, source_id) do update
    set source_created_at = excluded.source_created_at, source_updated_at = excluded.source_updated_at,
      read_at = excluded.read_at, content_hash = excluded.content_hash, record = excluded.record, deleted_at = null`);
}

async function insertTombstone(
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  sourceId: string,
  deletedAt: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into ${tables[resource]} (
      id, organization_id, integration_id, source_id, source_created_at, source_updated_at, read_at, deleted_at, content_hash
    )
    values (
      ${newId(prefixes[resource])}, ${owner.organizationId}, ${owner.id}, ${sourceId}, ${deletedAt}, ${deletedAt}, ${deletedAt},
      ${deletedAt}, ''
    )`);
}

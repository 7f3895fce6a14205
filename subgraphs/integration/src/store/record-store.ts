import { newId, sql, type Transaction } from '@conea/platform';
import { decideMerge, hashContent, type MergeDecision, type StoredVersion } from '../domain/merge.ts';
import { splitPersonal, type SplitRecord } from '../domain/personal-fields.ts';
import type { Resource, SourceRecord } from '../domain/records.ts';
import type { PersonalSeals } from './personal-seals.ts';

/** Whose records they are. */
export type RecordOwner = { id: string; organizationId: string };

/** What became of one record; `id` is ours. */
export type MergedRecord = { id: string; sourceRecord: SourceRecord; decision: MergeDecision };

const tables = { orders: sql`orders`, products: sql`products`, customers: sql`customers` };
const prefixes = { orders: 'ord', products: 'prd', customers: 'cus' } as const;

export type RecordStore = ReturnType<typeof createRecordStore>;

/** Writes records as stores give them, in any order and any number of times: see `decideMerge`. */
export function createRecordStore(seals: PersonalSeals) {
  /** The hash that is stored leaves out what is sealed, or it would tell whoever guesses. */
  const compare = async (
    { organizationId }: RecordOwner,
    resource: Resource,
    sourceRecord: SourceRecord,
    version: StoredRow | undefined,
  ): Promise<ComparedRecord> => {
    const id = version?.id ?? newId(prefixes[resource]);
    const { record, personal } = splitPersonal(resource, sourceRecord.content);
    const recordHash = hashContent(record);
    const before = version && {
      ...version,
      contentHash: hashOf(version, await seals.open(resource, { organizationId, id }, version.sealedPersonal)),
    };
    const contentHash = hashOf({ recordHash }, personal ?? {});
    return {
      id,
      sourceRecord,
      record,
      personal,
      recordHash,
      decision: decideMerge(before, { ...sourceRecord, contentHash }),
    };
  };
  const sealPersonal = async ({ organizationId }: RecordOwner, resource: Resource, compared: ComparedRecord) => ({
    ...compared,
    sealedPersonal: await seals.seal(resource, { organizationId, id: compared.id }, compared.personal),
  });
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
      const compared = await Promise.all(
        [...byId.values()].map((sourceRecord) =>
          compare(owner, resource, sourceRecord, stored.get(sourceRecord.sourceId)),
        ),
      );
      const changed = compared.filter(({ decision }) => decision !== 'unchanged');
      await write(
        tx,
        owner,
        resource,
        await Promise.all(changed.map((record) => sealPersonal(owner, resource, record))),
      );
      return compared;
    },
    /** Marks a record as deleted; answers what it was when it was alive, but for what it said of a person. What was never read gets a tombstone, so that it stays dead. */
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

type StoredRow = Omit<StoredVersion, 'contentHash'> & {
  id: string;
  sourceId: string;
  recordHash: string;
  sealedPersonal: string | null;
};

/** `recordHash`: of what is not sealed. */
type ComparedRecord = MergedRecord & SplitRecord & { recordHash: string };

const hashOf = ({ recordHash }: Pick<StoredRow, 'recordHash'>, personal: object) =>
  hashContent({ recordHash, personal });

async function findStored(
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  sourceIds: readonly string[],
): Promise<Map<string, StoredRow>> {
  const rows = await tx.many<StoredRow>(sql`
    select id, source_id as "sourceId", source_updated_at as "updatedAt", read_at as "readAt", deleted_at as "deletedAt",
      content_hash as "recordHash", sealed_personal as "sealedPersonal"
    from ${tables[resource]}
    where integration_id = ${owner.id} and source_id = any(${sourceIds})`);
  return new Map(rows.map((row) => [row.sourceId, row]));
}

async function write(
  tx: Transaction,
  owner: RecordOwner,
  resource: Resource,
  changed: readonly (ComparedRecord & { sealedPersonal: string | null })[],
): Promise<void> {
  const rows = changed.map(({ id, recordHash, record, sealedPersonal, sourceRecord }) => ({
    ...{ id, source_id: sourceRecord.sourceId, read_at: sourceRecord.readAt },
    ...{ source_created_at: sourceRecord.createdAt, source_updated_at: sourceRecord.updatedAt },
    ...{ content_hash: recordHash, record, sealed_personal: sealedPersonal },
  }));
  await tx.execute(sql`
    insert into ${tables[resource]} (
      id, organization_id, integration_id, source_id, source_created_at, source_updated_at, read_at, content_hash, record,
      sealed_personal
    )
    select id, ${owner.organizationId}, ${owner.id}, source_id, source_created_at, source_updated_at, read_at, content_hash, record,
      sealed_personal
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as incoming (
      id text, source_id text, source_created_at timestamptz, source_updated_at timestamptz, read_at timestamptz,
      content_hash text, record jsonb, sealed_personal text
    )
    on conflict (integration_id, source_id) do update
    set source_created_at = excluded.source_created_at, source_updated_at = excluded.source_updated_at,
      read_at = excluded.read_at, content_hash = excluded.content_hash, record = excluded.record,
      sealed_personal = excluded.sealed_personal, deleted_at = null`);
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

import { sql, type BoundDatabase, type Queries, type Transaction } from '@conea/platform';
import type { Resource } from '../domain/records.ts';
import { type ResourceSync, type Sync, type SyncStarter, type SyncStatus } from '../domain/sync.ts';

/** Notified with the id of a sync whose state has changed. */
export const syncChannel = 'conea_sync';

const columns = sql`
  id, organization_id as "organizationId", integration_id as "integrationId", status, reason, revision, failures,
  created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt"`;

const resourceColumns = sql`
  sync_id as "syncId", resource, status, changed_since as "changedSince", covers_until as "coversUntil", cursor, pages,
  restarts, expected, created, updated, unchanged, started_at as "startedAt"`;

/** Which resource of which sync, at which page: who is at another page is not the one who reads. */
export type Checkpoint = Pick<ResourceSync, 'syncId' | 'resource' | 'pages'>;

export type SyncStore = ReturnType<typeof createSyncStore>;

/** Syncs and their checkpoints in Postgres. */
export function createSyncStore(database: BoundDatabase) {
  const starter: SyncStarter = {
    findInProgress: async (tx, integrationId) => {
      const sync = await tx.maybeOne<{ id: string }>(sql`
        select id from syncs where integration_id = ${integrationId} and status in ('queued', 'running')`);
      return sync?.id ?? null;
    },
    watermarks: (tx, integrationId) =>
      tx.many<{ resource: Resource; coversUntil: Date }>(sql`
        select resource, covers_until as "coversUntil" from watermarks where integration_id = ${integrationId}`),
    create: async (tx, { id, organizationId, integrationId, createdAt }) => {
      await tx.execute(sql`
        insert into syncs (id, organization_id, integration_id, status, created_at)
        values (${id}, ${organizationId}, ${integrationId}, 'queued', ${createdAt})`);
    },
    createResource: async (tx, { syncId, resource, position, changedSince, coversUntil }) => {
      await tx.execute(sql`
        insert into resource_syncs (sync_id, resource, position, status, changed_since, covers_until)
        values (${syncId}, ${resource}, ${position}, 'queued', ${changedSince}, ${coversUntil})`);
    },
  };
  return {
    ...starter,
    ...createCheckpoints(),
    /** Begins or goes on; null when the sync has ended. */
    begin: (id: string, now: Date): Promise<Sync | null> =>
      database.transaction(async (tx) => {
        const sync = await tx.maybeOne<Sync>(sql`
          update syncs
          set status = 'running', started_at = coalesce(started_at, ${now})
          where id = ${id} and status in ('queued', 'running')
          returning ${columns}`);
        if (sync) await announce(tx, id);
        return sync;
      }),
    resources: (queries: Queries, syncIds: readonly string[]): Promise<ResourceSync[]> =>
      queries.many<ResourceSync>(sql`
        select ${resourceColumns} from resource_syncs where sync_id = any(${syncIds}) order by sync_id, position`),
    listByIds: (organizationId: string, ids: readonly string[]): Promise<Sync[]> =>
      database.many<Sync>(sql`
        select ${columns} from syncs where organization_id = ${organizationId} and id = any(${ids})`),
    latest: (organizationId: string, integrationIds: readonly string[]): Promise<Sync[]> =>
      database.many<Sync>(sql`
        select distinct on (integration_id) ${columns}
        from syncs
        where organization_id = ${organizationId} and integration_id = any(${integrationIds})
        order by integration_id, created_at desc, id desc`),
  };
}

/** Steps of a sync that runs; each is part of the transaction of its effect. */
function createCheckpoints() {
  return {
    start: async (tx: Transaction, { syncId, resource }: Checkpoint, expected: number | null, now: Date) => {
      await tx.execute(sql`
        update resource_syncs
        set status = 'running', expected = ${expected}, started_at = coalesce(started_at, ${now})
        where sync_id = ${syncId} and resource = ${resource}`);
      await announce(tx, syncId);
    },
    /** Which of these records the sync has not counted yet; they are counted from now on. */
    countOnce: async (tx: Transaction, { syncId, resource }: Checkpoint, sourceIds: readonly string[]) => {
      const rows = await tx.many<{ sourceId: string }>(sql`
        insert into sync_records (sync_id, resource, source_id)
        select ${syncId}, ${resource}, source_id from unnest(${sourceIds}::text[]) as source_id
        on conflict do nothing
        returning source_id as "sourceId"`);
      return new Set(rows.map(({ sourceId }) => sourceId));
    },
    /** Moves the checkpoint one page on; false when another worker has moved it. */
    advance: async (
      tx: Transaction,
      { syncId, resource, pages }: Checkpoint,
      { cursor, created, updated, unchanged }: Pick<ResourceSync, 'cursor' | 'created' | 'updated' | 'unchanged'>,
    ): Promise<boolean> => {
      const moved = await tx.execute(sql`
        update resource_syncs
        set cursor = ${cursor}, pages = pages + 1, created = created + ${created}, updated = updated + ${updated},
          unchanged = unchanged + ${unchanged}
        where sync_id = ${syncId} and resource = ${resource} and pages = ${pages} and status = 'running'`);
      await tx.execute(sql`update syncs set failures = 0 where id = ${syncId}`);
      await announce(tx, syncId);
      return moved === 1;
    },
    /** Back to the beginning of the listing; what was counted stays counted. */
    restart: async (tx: Transaction, { syncId, resource }: Checkpoint) => {
      await tx.execute(sql`
        update resource_syncs
        set cursor = null, pages = pages + 1, restarts = restarts + 1
        where sync_id = ${syncId} and resource = ${resource}`);
    },
    finishResource: async (
      tx: Transaction,
      { syncId, resource, pages }: Checkpoint,
      { status, expected }: { status: SyncStatus; expected: number | null },
      now: Date,
    ): Promise<boolean> => {
      const finished = await tx.execute(sql`
        update resource_syncs
        set status = ${status}, expected = ${expected}, finished_at = ${now}
        where sync_id = ${syncId} and resource = ${resource} and pages = ${pages} and status = 'running'`);
      return finished === 1;
    },
    moveWatermark: async (tx: Transaction, integrationId: string, resource: Resource, coversUntil: Date) => {
      await tx.execute(sql`
        insert into watermarks (integration_id, resource, covers_until)
        values (${integrationId}, ${resource}, ${coversUntil})
        on conflict (integration_id, resource) do update
        set covers_until = greatest(watermarks.covers_until, excluded.covers_until)`);
    },
    countFailure: async (tx: Transaction, syncId: string) => {
      await tx.execute(sql`update syncs set failures = failures + 1 where id = ${syncId}`);
    },
    /** Ends what has not ended; false when the sync had ended already. */
    finish: async (
      tx: Transaction,
      syncId: string,
      { status, reason }: { status: SyncStatus; reason: string | null },
      now: Date,
    ): Promise<boolean> => {
      const finished = await tx.execute(sql`
        update syncs
        set status = ${status}, reason = ${reason}, finished_at = ${now}
        where id = ${syncId} and status in ('queued', 'running')`);
      await tx.execute(sql`
        update resource_syncs
        set status = 'failed', finished_at = ${now}
        where sync_id = ${syncId} and status in ('queued', 'running')`);
      await tx.execute(sql`delete from sync_records where sync_id = ${syncId}`);
      await announce(tx, syncId);
      return finished === 1;
    },
  };
}

async function announce(tx: Transaction, syncId: string): Promise<void> {
  await tx.execute(sql`update syncs set revision = revision + 1 where id = ${syncId}`);
  await tx.execute(sql`select pg_notify(${syncChannel}, ${syncId})`);
}

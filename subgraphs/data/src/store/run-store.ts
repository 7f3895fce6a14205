import { sql, type BoundDatabase, type Queries } from '@conea/platform';
import type { Attempt, Run, RunStore } from '../domain/run.ts';

/** The channel on which every change of a run is notified, with its id. */
export const runChannel = 'conea_data_run';

/** Runs in Postgres. */
export function createRunStore(database: BoundDatabase): RunStore {
  return {
    listByIds: (organizationId, ids) =>
      database.many<Run>(
        sql`select ${columns} from pipeline_runs where organization_id = ${organizationId} and id = any(${ids})`,
      ),
    pageOfPipeline: (organizationId, pipelineId, { after, limit }) =>
      database.many<Run>(sql`
        select ${columns}
        from pipeline_runs
        where organization_id = ${organizationId} and pipeline_id = ${pipelineId}
          and (${after?.at ?? null}::timestamptz is null or (created_at, id) < (${after?.at ?? null}, ${after?.id ?? null}))
        order by created_at desc, id desc
        limit ${limit}`),
    create: async (tx, { id, organizationId, pipelineId, fileId, startedById }) => {
      await tx.execute(sql`
        insert into pipeline_runs (id, organization_id, pipeline_id, file_id, started_by)
        values (${id}, ${organizationId}, ${pipelineId}, ${fileId}, ${startedById})`);
    },
    cancel: async (tx, organizationId, id) => {
      const cancelled = await tx.execute(sql`
        update pipeline_runs set status = 'CANCELLED', revision = revision + 1, finished_at = now()
        where organization_id = ${organizationId} and id = ${id} and status in ('QUEUED', 'RUNNING')`);
      return announced(tx, id, cancelled);
    },
    ...attempts(database),
  };
}

function attempts(
  database: BoundDatabase,
): Pick<RunStore, 'begin' | 'findStatus' | 'isCurrent' | 'setProgress' | 'succeed' | 'fail' | 'release'> {
  return {
    begin: async (id) => {
      const run = await database.maybeOne<Run>(sql`
        update pipeline_runs
        set status = 'RUNNING', phase = 'READING', attempt = attempt + 1, revision = revision + 1, bytes_read = 0, rows_read = 0,
          started_at = coalesce(started_at, now())
        where id = ${id} and status in ('QUEUED', 'RUNNING')
        returning ${columns}`);
      if (run) await announced(database, id, 1);
      return run;
    },
    findStatus: async (id) => {
      const row = await database.maybeOne<Pick<Run, 'status'>>(sql`select status from pipeline_runs where id = ${id}`);
      return row?.status ?? null;
    },
    isCurrent: async (attempt) =>
      (await database.maybeOne(sql`select 1 from pipeline_runs where ${isCurrent(attempt)}`)) !== null,
    setProgress: async (attempt, { phase, bytesRead, rowsRead }) => {
      const changed = await database.execute(sql`
        update pipeline_runs
        set phase = ${phase}, bytes_read = ${bytesRead}, rows_read = ${rowsRead}, revision = revision + 1
        where ${isCurrent(attempt)}`);
      return announced(database, attempt.id, changed);
    },
    succeed: async (tx, attempt, { rowsRead, rowsLoaded, rowsQuarantined }) => {
      const changed = await tx.execute(sql`
        update pipeline_runs
        set status = 'SUCCEEDED', phase = 'DONE', rows_read = ${rowsRead}, rows_loaded = ${rowsLoaded},
          rows_quarantined = ${rowsQuarantined}, revision = revision + 1, finished_at = now()
        where ${isCurrent(attempt)}`);
      return announced(tx, attempt.id, changed);
    },
    fail: async (tx, attempt, reason) => {
      const changed = await tx.execute(sql`
        update pipeline_runs
        set status = 'FAILED', reason = ${reason}, revision = revision + 1, finished_at = now()
        where ${isCurrent(attempt)}`);
      return announced(tx, attempt.id, changed);
    },
    release: async (tx, attempt) => {
      const changed = await tx.execute(sql`
        update pipeline_runs
        set status = 'QUEUED', phase = null, attempt = attempt - 1, bytes_read = 0, rows_read = 0, revision = revision + 1
        where ${isCurrent(attempt)}`);
      return announced(tx, attempt.id, changed);
    },
  };
}

const isCurrent = ({ id, attempt }: Attempt) => sql`id = ${id} and attempt = ${attempt} and status = 'RUNNING'`;

async function announced(queries: Queries, id: string, changed: number): Promise<boolean> {
  if (changed === 1) await queries.execute(sql`select pg_notify(${runChannel}, ${id})`);
  return changed === 1;
}

const columns = sql`id, organization_id as "organizationId", pipeline_id as "pipelineId", file_id as "fileId",
  started_by as "startedById", status, phase, attempt, revision, bytes_read as "bytesRead", rows_read as "rowsRead",
  rows_loaded as "rowsLoaded", rows_quarantined as "rowsQuarantined", reason, created_at as "createdAt",
  started_at as "startedAt", finished_at as "finishedAt"`;

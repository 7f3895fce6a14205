import { eraseRows, sql, type ErasureStep, type Kept, type Sql } from '@conea/platform';
import type { BlobStore } from '../domain/blob-store.ts';
import { resultKeys } from '../domain/run.ts';
import { runChannel } from './run-store.ts';

/**
 * With a person goes what they were about to upload. Files, pipelines and runs are the organization's, name the person by id and go with the organization,
 * with everything in the blob store: a blob first, so that no row is gone whose blob is still there.
 */
export function createErasureSteps(blobs: Pick<BlobStore, 'delete'>): readonly ErasureStep[] {
  const ofOrganization = (id: string) => sql`organization_id = ${id}`;
  return [
    {
      kind: 'runs',
      erase: async (tx, { type, id }, limit) => {
        if (type === 'User') return 0;
        const runs = await tx.many<{ id: string }>(sql`
          select id from pipeline_runs where organization_id = ${id} order by id limit ${limit} for update`);
        for (const run of runs) {
          await Promise.all(Object.values(resultKeys(run.id)).map((key) => blobs.delete(key)));
          await tx.execute(sql`select pg_notify(${runChannel}, ${run.id})`);
        }
        return tx.execute(sql`delete from pipeline_runs where id = any(${runs.map((run) => run.id)})`);
      },
    },
    eraseStored(blobs, 'uploads', sql`uploads`, {
      User: (id) => sql`started_by = ${id} and file_id is null`,
      Organization: ofOrganization,
    }),
    eraseStored(blobs, 'files', sql`files`, { Organization: ofOrganization }),
    eraseRows('pipelines', sql`pipelines`, { Organization: ofOrganization }),
  ];
}

type Whose = Parameters<typeof eraseRows>[2];

export const keptWhenErased: Kept = {
  User: {
    files: "the organization's, under an opaque id",
    finishedUploads: "the organization's, under an opaque id",
    pipelines: "the organization's, under an opaque id",
    runs: "the organization's, under an opaque id",
  },
};

/** Rows that name a blob, with it. */
function eraseStored(blobs: Pick<BlobStore, 'delete'>, kind: string, table: Sql, whose: Whose): ErasureStep {
  return {
    kind,
    erase: async (tx, { type, id }, limit) => {
      const condition = whose[type];
      if (!condition) return 0;
      const rows = await tx.many<{ id: string; blobKey: string }>(sql`
        select id, blob_key as "blobKey" from ${table} where ${condition(id)} order by id limit ${limit} for update`);
      await Promise.all(rows.map(({ blobKey }) => blobs.delete(blobKey)));
      return tx.execute(sql`delete from ${table} where id = any(${rows.map((row) => row.id)})`);
    },
  };
}

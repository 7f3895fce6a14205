import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { createErasureCase } from '../../../test/support/erasure.ts';
import { createErasureSteps } from '../src/store/erasure-steps.ts';
import { openFolderBlobStore } from '../src/store/folder-blob-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'conea-erasure-'));
const blobs = await openFolderBlobStore(folder);
const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));
const { insert, erase, tablesWith, close } = await createErasureCase(migrations, createErasureSteps(blobs));
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

const body = (tenant: string, number: number) => Buffer.from(`${tenant}${number}`).toString('hex').padStart(32, '0');
const now = new Date().toISOString();

/** A file with a pipeline and a run over it, and an upload that goes on. */
async function use(tenant: string, user: string, number: number) {
  const id = body(tenant, number);
  const whose = { organization_id: tenant, created_at: now };
  const upload = { ...whose, started_by: user, name: 'n', content_type: 'text/csv', received_bytes: 1 };
  const [kept, open, run] = [`blb_${id}`, `upl_${id}`, `run_${id}`];
  await insert({
    files: {
      ...{ id: `fil_${id}`, ...whose, uploaded_by: user, name: 'n', content_type: 'text/csv', byte_size: 1 },
      ...{ sha256: 'h', blob_key: kept, delimiter: ',', columns: ['a'], body_start: 0 },
    },
    uploads: { ...upload, id: open, blob_key: open },
    pipelines: { id: `pip_${id}`, ...whose, created_by: user, name: 'n', definition: {} },
    pipeline_runs: {
      ...{ id: run, ...whose, pipeline_id: `pip_${id}`, file_id: `fil_${id}`, started_by: user, status: 'QUEUED' },
      ...{ attempt: 0, revision: 1, bytes_read: 0, rows_read: 0 },
    },
  });
  for (const key of [kept, open, `${run}.results`, `${run}.groups`]) await blobs.writeAt(key, 0, Buffer.from('x'));
  return { kept, open, run };
}

it('a person goes with the uploads that they have not completed; files, pipelines and runs stay with the organization', async () => {
  const own = await use('org_a', 'usr_a1', 1);
  const other = await use('org_a', 'usr_a2', 2);
  expect(await erase({ type: 'User', id: 'usr_a1' })).toEqual({ uploads: 1 });
  expect(await tablesWith('usr_a1')).toEqual(['files', 'pipeline_runs', 'pipelines']);
  const files = await readdir(folder);
  expect(files).not.toContain(own.open);
  expect(files).toEqual(expect.arrayContaining([own.kept, `${own.run}.results`, other.open, other.kept]));
});

it('an organization goes with every row and blob, and no other one', async () => {
  for (const number of [1, 2, 3]) await use('org_b', 'usr_b', number);
  const other = await use('org_c', 'usr_b', 4);
  const before = (await readdir(folder)).length;
  const counts = { runs: 3, uploads: 3, files: 3, pipelines: 3 };
  expect(await erase({ type: 'Organization', id: 'org_b' })).toEqual(counts);
  expect(await tablesWith('org_b')).toEqual([]);
  const files = await readdir(folder);
  expect(files).toHaveLength(before - 12);
  expect(files).toEqual(expect.arrayContaining([other.kept, other.open, `${other.run}.groups`]));
});

it('a process that is killed between a blob and its row leaves what the next one ends', async () => {
  for (const number of [5, 6, 7]) await use('org_d', 'usr_d', number);
  let deletions = 0;
  const dying = createErasureSteps({
    delete: async (key) => {
      await blobs.delete(key);
      if (++deletions === 7) throw new Error('killed');
    },
  });
  const subject = { type: 'Organization' as const, id: 'org_d' };
  await expect(erase(subject, dying)).resolves.toBeNull();
  expect(await tablesWith('org_d')).toContain('files');
  expect(await erase(subject)).toEqual({ runs: 3, uploads: 3, files: 3, pipelines: 3 });
  expect(await tablesWith('org_d')).toEqual([]);
});

import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { createPersonalDataCase } from '../../../test/support/personal-data.ts';
import { personalDataSources } from '../src/store/personal-data-sources.ts';

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));
const { insert, tell, close } = await createPersonalDataCase(migrations, personalDataSources);
afterAll(close);

async function use(tenant: string, user: string, number: number) {
  const id = `${number}_${user}`;
  const whose = { organization_id: tenant, created_at: '2026-11-01T00:00:00Z', name: `of ${user}` };
  const { name: _, ...nameless } = whose;
  await insert({
    files: {
      ...{ id: `fil_${id}`, ...whose, uploaded_by: user, content_type: 'text/csv', byte_size: 1, sha256: 'h' },
      ...{ blob_key: `blb_${id}`, delimiter: ',', columns: ['a'], body_start: 0 },
    },
    uploads: {
      ...{
        id: `upl_${id}`,
        ...whose,
        started_by: user,
        content_type: 'text/csv',
        received_bytes: 1,
        blob_key: `upl_${id}`,
      },
    },
    pipelines: { id: `pip_${id}`, ...whose, created_by: user, definition: { steps: [] } },
    pipeline_runs: {
      ...{ id: `run_${id}`, ...nameless, pipeline_id: `pip_${id}`, file_id: `fil_${id}`, started_by: user },
      ...{ status: 'QUEUED', attempt: 0, revision: 1, bytes_read: 0, rows_read: 0 },
    },
  });
}

it('a person is told what they uploaded, made and ran, in every organization, and nothing of another person', async () => {
  for (const number of [1, 2, 3]) await use('org_a', 'usr_1', number);
  await use('org_b', 'usr_1', 4);
  await use('org_a', 'usr_2', 5);
  const told = await tell('usr_1');
  const counts = Object.fromEntries(Object.entries(told).map(([kind, records]) => [kind, records.length]));
  expect(counts).toEqual({ file: 4, upload: 4, pipeline: 4, run: 4 });
  expect(told['run']?.map(({ organizationId }) => organizationId)).toEqual(['org_a', 'org_a', 'org_a', 'org_b']);
  expect(told['pipeline']?.[0]).toMatchObject({ name: 'of usr_1', definition: { steps: [] } });
  expect(JSON.stringify(told)).not.toMatch(/usr_2|blb_/);
  expect(await tell('usr_3')).toEqual({});
});

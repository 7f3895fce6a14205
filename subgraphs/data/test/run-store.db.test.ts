import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, sql, subgraphMigrations } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { RunStore } from '../src/domain/run.ts';
import { createRunStore } from '../src/store/run-store.ts';

let db: TestDatabase;
let runs: RunStore;

beforeAll(async () => {
  db = await createTestDatabase([subgraphMigrations, new URL('../migrations/', import.meta.url).pathname]);
  runs = createRunStore(db.database);
  await db.database.execute(sql`
    insert into pipelines (id, organization_id, created_by, name, definition) values ('pip_1', 'org_1', 'usr_1', 'x', '{}')`);
  await db.database.execute(sql`
    insert into files (id, organization_id, uploaded_by, name, content_type, byte_size, sha256, blob_key, delimiter, columns, body_start)
    values ('fil_1', 'org_1', 'usr_1', 'x', 'text/csv', 1, '', 'blb_1', ',', '{a}', 2)`);
});
afterAll(() => db.drop());

async function begun() {
  const id = newId('run');
  const run = { id, organizationId: 'org_1', pipelineId: 'pip_1', fileId: 'fil_1', startedById: 'usr_1' };
  await db.database.transaction((tx) => runs.create(tx, run));
  const first = await runs.begin(id);
  if (first === null) throw new Error('the run of the test does not begin');
  return first;
}

const counts = { rowsRead: 3, rowsLoaded: 2, rowsQuarantined: 1 };
const progress = { phase: 'READING', bytesRead: 1, rowsRead: 1 } as const;

describe('an attempt at a run', () => {
  it('that a later one has replaced changes nothing any more', async () => {
    const first = await begun();
    const second = await runs.begin(first.id);
    expect(second?.attempt).toBe(2);
    const { database } = db;
    expect(await runs.isCurrent(first)).toBe(false);
    expect(await runs.setProgress(first, progress)).toBe(false);
    expect(await database.transaction((tx) => runs.succeed(tx, first, counts))).toBe(false);
    expect(await database.transaction((tx) => runs.fail(tx, first, 'x'))).toBe(false);
    expect(await database.transaction((tx) => runs.release(tx, first))).toBe(false);
    expect(await runs.findStatus(first.id)).toBe('RUNNING');
    expect(second && (await database.transaction((tx) => runs.succeed(tx, second, counts)))).toBe(true);
    expect(await runs.begin(first.id)).toBeNull();
  });

  it('cannot succeed with rows that are missing', async () => {
    const run = await begun();
    const wrong = db.database.transaction((tx) => runs.succeed(tx, run, { ...counts, rowsLoaded: 1 }));
    await expect(wrong).rejects.toThrow('pipeline_runs_check');
    expect(await runs.findStatus(run.id)).toBe('RUNNING');
  });
});

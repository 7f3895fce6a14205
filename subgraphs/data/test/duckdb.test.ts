import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openDuckDb } from '../src/sources/duckdb.ts';

const directory = mkdtempSync(join(tmpdir(), "conea 'quoted' "));
const duckDb = await openDuckDb({
  ...{ directories: [directory], spillDirectory: directory },
  ...{ memoryLimit: '64MB', threads: 1 },
});
afterAll(() => {
  duckDb.close();
  rmSync(directory, { recursive: true, force: true });
});

const never = new AbortController().signal;

describe('DuckDB', () => {
  it.each([
    ['read another file', `select * from read_text('/etc/passwd')`],
    ['read upwards', `select * from read_text('${directory.replaceAll("'", "''")}/../../etc/passwd')`],
    ['write another file', `copy (select 1) to '/tmp/conea-escape.csv'`],
    ['open a database', `attach '/tmp/conea-escape.db'`],
    ['install an extension', 'install httpfs'],
    ['load an extension', 'load httpfs'],
    ['unlock its settings', 'set lock_configuration = false'],
    ['take more memory', `set memory_limit = '8GB'`],
    ['open the house', 'set enable_external_access = true'],
  ])('cannot %s', async (_, statement) => {
    await expect(duckDb.query(statement, never)).rejects.toThrow();
  });

  it.each([0, 1, 20, 200])('ends a statement that is no longer wanted after %d ms', async (delay) => {
    const controller = new AbortController();
    const counting = duckDb.query('select count(*) from range(1000000000) a, range(1000) b', controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), delay);
    await expect(counting).rejects.toThrow('enough');
    await expect(duckDb.query('select 1', controller.signal)).rejects.toThrow('enough');
    expect(await duckDb.query('select 1', never)).toEqual([[1]]);
  });
});

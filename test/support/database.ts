import { randomUUID } from 'node:crypto';
import { createDatabase, createLogger, migrate, type Database } from '@conea/platform';
import pg from 'pg';

/** A database of its own for one test file, with the migrations of these directories. */
export type TestDatabase = { url: string; database: Database; drop(): Promise<void> };

export const silentLog = createLogger('test', 'silent');

/** Creates an empty database in the cluster of the run and migrates it. */
export async function createTestDatabase(directories: readonly string[]): Promise<TestDatabase> {
  const server = process.env['TEST_POSTGRES_URL'];
  if (server === undefined) throw new Error('database tests run in the jest project `db`, which starts Postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);
  const url = `${server}/${name}`;
  await migrate(url, directories);
  const database = createDatabase({ url, name: 'test', log: silentLog });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await run(server, `drop database ${name} with (force)`);
    },
  };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

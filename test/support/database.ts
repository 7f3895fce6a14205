import { randomUUID } from 'node:crypto';
import { createDatabase, createLogger, migrate, type Database } from '@conea/platform';
import pg from 'pg';

/**
 * A database of its own for one test file, with the migrations of these directories. `url` and `served` are of the role that owns it, as
 * servers have it; `database` is seen by the superuser, whom row-level security hides nothing from.
 */
export type TestDatabase = { url: string; served: Database; database: Database; drop(): Promise<void> };

const owner = 'conea';

/** Makes the role that owns the databases of tests. */
export async function createOwner(server: string): Promise<void> {
  await run(server, `create role ${owner} login password '${owner}'`);
}

export const silentLog = createLogger('test', 'silent');

/** Creates an empty database in the cluster of the run and migrates it. */
export async function createTestDatabase(directories: readonly string[]): Promise<TestDatabase> {
  const server = process.env['TEST_POSTGRES_URL'];
  if (server === undefined) throw new Error('database tests run in the jest project `db`, which starts Postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name} owner ${owner}`);
  const url = new URL(`${server}/${name}`);
  const database = createDatabase({ url: url.href, name: 'test', log: silentLog, acquireTimeout: 30_000 });
  url.username = url.password = owner;
  await migrate(url.href, directories);
  // Hundreds of racers of a test wait for the same few connections.
  const served = createDatabase({ url: url.href, name: 'served', log: silentLog, acquireTimeout: 30_000 });
  const keys = createDatabase({ url: url.href, name: 'keys', log: silentLog, maxConnections: 4 });
  for (const one of [database, served]) besides.set(one, keys);
  return {
    url: url.href,
    served,
    database,
    drop: async () => {
      await keys.close();
      await served.close();
      await database.close();
      await run(server, `drop database ${name} with (force)`);
    },
  };
}

const besides = new WeakMap<Database, Database>();

/** Connections beside those of a test database, as servers have them for data keys: who holds all the others needs one more. */
export function besideOf(database: Database): Database {
  return besides.get(database) ?? database;
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

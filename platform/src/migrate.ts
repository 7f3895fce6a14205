import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';

/** The tables of outbox, inbox and idempotency keys, that every subgraph's database has. */
export const subgraphMigrations = fileURLToPath(new URL('../migrations/subgraph/', import.meta.url));

type Migration = { set: string; name: string; path: string };

const fileName = /^\d{4}_[a-z0-9_]+\.sql$/;
// Any number that is the same in every process: 'conea' in ASCII.
const advisoryLock = 0x636f6e6561;

/**
 * Brings a database up to date with numbered SQL files (`0001_name.sql`), each in its own transaction, under an advisory lock:
 * several processes may start at once. Directories run in the order given; the folder above `migrations` names the set.
 * Returns the names of the files it ran.
 */
export async function migrate(url: string, directories: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(
      'create table if not exists migrations (set text, name text, run_at timestamptz not null default now(), primary key (set, name))',
    );
    const done = new Set((await client.query('select set, name from migrations')).rows.map(rowKey));
    const pending = (await Promise.all(directories.map(listMigrations)))
      .flat()
      .filter((migration) => !done.has(rowKey(migration)));
    for (const migration of pending) await run(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

const migrationRow = z.object({ set: z.string(), name: z.string() });

function rowKey(row: unknown): string {
  const { set, name } = migrationRow.parse(row);
  return `${set}/${name}`;
}

async function listMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const odd = names.find((name) => !fileName.test(name));
  if (odd !== undefined) throw new Error(`migration ${odd} in ${directory} is not named like 0001_create_users.sql`);
  const path = directory.replace(/\/$/, '');
  const set = basename(path) === 'migrations' ? basename(join(path, '..')) : basename(path);
  return names.map((name) => ({ set, name, path: join(path, name) }));
}

async function run(client: pg.Client, { set, name, path }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(await readFile(path, 'utf8'));
    await client.query('insert into migrations (set, name) values ($1, $2)', [set, name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `migration ${set}/${name} failed and was rolled back; mend the file or the database, then start again`,
      {
        cause: error,
      },
    );
  }
}

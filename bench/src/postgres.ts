import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, createLogger, migrate, type Database } from '@conea/platform';
import { startCluster } from '../../scripts/postgres/cluster.ts';

export const silentLog = createLogger('bench', 'silent');

const port = 4_990;

/** A PostgreSQL of its own, as durable as in production; a database has an owner of its own, as servers have it. */
export async function startPostgres() {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  chmodSync(directory, 0o755);
  const cluster = await startCluster({
    directory: join(directory, 'postgres'),
    port,
    superuserPassword: 'postgres',
    settings: ['shared_buffers=512MB', 'max_wal_size=8GB', 'checkpoint_timeout=30min'],
  });
  const server = createDatabase({ url: `${cluster.url}/postgres`, name: 'bench', log: silentLog });
  const opened: Database[] = [server];
  return {
    /** Makes a database with these migrations and opens it. */
    open: async (name: string, directories: readonly string[]) => {
      await server.execute({ text: `create role ${name} login password '${name}'`, values: [] });
      await server.execute({ text: `create database ${name} owner ${name}`, values: [] });
      const url = new URL(`${cluster.url}/${name}`);
      url.username = url.password = name;
      await migrate(url.href, directories);
      const database = createDatabase({ url: url.href, name, log: silentLog });
      opened.push(database);
      return { url: url.href, database };
    },
    /** Of all its processes, those that have ended too: connections that were idle do while others are measured. */
    cpuSeconds: () => {
      const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
      const running = pids.map((pid) => statOf(pid)).filter(([, parent]) => parent === String(cluster.pid));
      const whole = statOf(String(cluster.pid));
      const ended = Number(whole[13]) + Number(whole[14]);
      return running.reduce((sum, stat) => sum + Number(stat[11]) + Number(stat[12]), ended) / ticksPerSecond;
    },
    stop: async () => {
      for (const database of opened) await database.close();
      await cluster.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const ticksPerSecond = 100;

/** The fields of a process behind its name; none when it has ended. */
function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}

export type BenchPostgres = Awaited<ReturnType<typeof startPostgres>>;

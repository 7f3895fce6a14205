import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries, isReachable, type Binaries } from './binaries.ts';

export type ClusterOptions = {
  /** Where the data is; made when it is not there. */
  directory: string;
  port: number;
  superuserPassword: string;
  /** Settings beside the defaults, as `name=value`. */
  settings?: readonly string[];
};

/** A running PostgreSQL server of our own. */
export type Cluster = {
  /** Of the superuser, without a database. */
  url: string;
  /** Resolves when the server ended, whoever ended it. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

/** A sentence for the person at the terminal: what is wrong and what to do. */
export class ClusterError extends Error {}

type Owner = { uid: number; gid: number } | Record<string, never>;

const startTimeout = 20_000;

/** Starts the server at `directory`; one that an earlier run left behind is stopped first. As root it runs as `postgres` or `nobody`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { directory, port, superuserPassword, settings = [] } = options;
  const owner = findOwner();
  const binaries = findBinaries(owner.uid !== undefined);
  if (!existsSync(join(directory, 'PG_VERSION'))) initialise(binaries, directory, superuserPassword, owner);
  await stopOrphan(directory);
  await assertFree(port);

  const flags = [
    `listen_addresses=127.0.0.1`,
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    ...settings,
  ];
  const server = spawn(binaries.postgres, ['-D', directory, ...flags.flatMap((flag) => ['-c', flag])], {
    ...owner,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const output: string[] = [];
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.push(text);
    output.splice(0, output.length - 50);
  });
  const exited = once(server, 'exit').then(() => undefined);
  const url = `postgres://postgres:${superuserPassword}@127.0.0.1:${port}`;
  await waitUntilReady(server, url, output, directory);
  return { url, exited, stop: () => stopServer(server, exited) };
}

/** Postgres refuses to run as root. */
function findOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const entry = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`${name}:`));
    const [, , uid, gid] = entry?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new ClusterError(
    'Postgres does not run as root, and there is no user `postgres` or `nobody`: run as an ordinary user.',
  );
}

function initialise({ initdb }: Binaries, directory: string, password: string, owner: Owner): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(directory, owner.uid, owner.gid);
  const passwordFile = `${directory}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(passwordFile, owner.uid, owner.gid);
  const flags = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ];
  try {
    execFileSync(initdb, ['-D', directory, '--no-instructions', ...flags], { ...owner, stdio: 'pipe' });
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw new ClusterError(`Postgres cannot make its data folder ${directory}. ${describe(error)}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** After `kill -9` of its parent a server lives on and holds the data folder: its pid file says which process it is. */
async function stopOrphan(directory: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgres(pid, directory)) return rmSync(file, { force: true });
  process.kill(pid, 'SIGINT');
  const end = Date.now() + startTimeout;
  while (existsSync(file)) {
    if (Date.now() > end)
      throw new ClusterError(
        `A Postgres of an earlier run (process ${pid}) does not stop: end it with \`kill ${pid}\`.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isPostgres(pid: number, directory: string): boolean {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(directory);
  } catch {
    return false;
  }
}

async function assertFree(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const isTaken = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  if (isTaken)
    throw new ClusterError(`Port ${port}, where Postgres should listen, is in use: stop what listens there.`);
}

async function waitUntilReady(server: ChildProcess, url: string, output: string[], directory: string): Promise<void> {
  const end = Date.now() + startTimeout;
  while (Date.now() < end && server.exitCode === null) {
    const client = new pg.Client({ connectionString: `${url}/postgres`, connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  server.kill('SIGKILL');
  throw new ClusterError(
    `Postgres does not start on ${directory}; the folder may be damaged. It says:\n${output.join('').trim()}`,
  );
}

async function stopServer(server: ChildProcess, exited: Promise<void>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGINT');
  const timer = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}

function describe(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stderr' in error) return String(error.stderr).trim();
  return error instanceof Error ? error.message : String(error);
}

/** As root, the data must be where the unprivileged user can reach it. */
export function reachableDirectory(directory: string, fallback: string): string {
  if (process.getuid?.() !== 0) return directory;
  mkdirSync(directory, { recursive: true });
  if (isReachable(directory)) return directory;
  mkdirSync(fallback, { recursive: true });
  chmodSync(fallback, 0o755);
  return fallback;
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { isPortTaken } from '../port.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { ClusterError } from './cluster-error.ts';
import { stopOrphan } from './orphan.ts';
import { findOwner, giveTo, type Owner } from './owner.ts';

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
  pid: number;
  /** Of the superuser, without a database. */
  url: string;
  /** Resolves when the server ended, whoever ended it. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

const startTimeout = 20_000;
const wrongPassword = '28P01';

/** Starts the server at `directory`; one that an earlier run left behind is stopped first. Throws a `ClusterError`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { directory, port, superuserPassword, settings = [] } = options;
  const owner = findOwner();
  const binaries = findBinaries(owner.uid !== undefined);
  if (!existsSync(directory)) initialise(binaries, directory, superuserPassword, owner);
  if (!existsSync(join(directory, 'PG_VERSION'))) throw damaged(directory, 'PG_VERSION is missing.');
  await stopOrphan(directory);
  if (await isPortTaken(port)) throw new ClusterError(portTaken(port));

  const flags = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200'];
  const server = spawn(
    binaries.postgres,
    ['-D', directory, ...[...flags, ...settings].flatMap((flag) => ['-c', flag])],
    {
      ...owner,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const output: string[] = [];
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.push(text);
    output.splice(0, output.length - 50);
  });
  const exited = once(server, 'exit').then(() => undefined);
  const url = `postgres://postgres:${superuserPassword}@127.0.0.1:${port}`;
  try {
    await waitUntilReady(server, url, () => explain(options, output.join('').trim()));
  } catch (error) {
    await stopServer(server, exited);
    throw error;
  }
  return { pid: server.pid ?? 0, url, exited, stop: () => stopServer(server, exited) };
}

const portTaken = (port: number) =>
  `Port ${port}, where Postgres should listen, is in use: stop what listens there, or start with CONEA_PORT_OFFSET=100.`;

function explain({ directory, port }: ClusterOptions, output: string): ClusterError {
  return output.includes('could not bind') ? new ClusterError(portTaken(port)) : damaged(directory, output);
}

function damaged(directory: string, reason: string): ClusterError {
  return new ClusterError(
    `Postgres does not start on ${directory}: the folder may be damaged. Put a backup in its place, or begin anew with \`npm start -- --reset\`. Postgres says:\n${reason}`,
  );
}

function initialise({ initdb }: Binaries, directory: string, password: string, owner: Owner): void {
  // Under another name until it is complete: an interrupted start begins again.
  const partial = `${directory}.new`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  giveTo(owner, partial);
  const passwordFile = `${directory}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(owner, passwordFile);
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const flags = [...access, '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'];
  try {
    execFileSync(initdb, ['-D', partial, ...flags], { ...owner, stdio: 'pipe' });
    renameSync(partial, directory);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new ClusterError(`Postgres cannot make its data folder ${directory}. ${describe(error)}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function waitUntilReady(server: ChildProcess, url: string, failure: () => ClusterError): Promise<void> {
  const end = Date.now() + startTimeout;
  while (Date.now() < end && server.exitCode === null && server.signalCode === null) {
    const client = new pg.Client({ connectionString: `${url}/postgres`, connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === wrongPassword)
        throw new ClusterError(
          'The data folder has another password than settings.json: put the settings.json back that belongs to it, or begin anew with `npm start -- --reset`.',
          { cause: error },
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw failure();
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

import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPortTaken } from '../../scripts/port.ts';
import { dataFolder } from '../../scripts/postgres/data-folder.ts';
import { demoUser } from '../../scripts/start/demo-user.ts';
import { createProcessesFile } from '../../scripts/start/processes-file.ts';
import { loadSettings, type Settings } from '../../scripts/start/settings.ts';
import { portsFor, type Ports } from '../../scripts/start/stack.ts';
import { startProcess, type RunningProcess } from './processes.ts';

/** A folder and a range of ports of its own, for `npm start` without touching the developer's. */
export type StackPlace = { directory: string; offset: number; ports: Ports; remove(): void };

/** All processes of Conea, started as `npm start` does. */
export type Stack = {
  place: StackPlace;
  launcher: RunningProcess;
  endpoint: string;
  settings: Settings;
  credentials: { email: string; password: string };
  /** The process of a service, or of `postgres`; another one after each restart. */
  pidOf(service: string): number;
  /** Ctrl-C. */
  stop(): Promise<number | NodeJS.Signals>;
};

/** Makes a state folder in the temporary folder and finds free ports. */
export async function createStackPlace(): Promise<StackPlace> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-stack-'));
  chmodSync(directory, 0o755);
  const offset = await findFreeOffset();
  const remove = () => {
    for (const path of [dataFolder(directory), directory]) rmSync(path, { recursive: true, force: true });
  };
  return { directory, offset, ports: portsFor(offset), remove };
}

/** Starts `npm start` without npm and does not wait. */
export function launchStack({ directory, offset }: StackPlace, args: readonly string[] = []): RunningProcess {
  return startProcess(['scripts/start.ts', ...args], {
    CONEA_STATE_DIRECTORY: directory,
    CONEA_PORT_OFFSET: String(offset),
    // Never a real provider or a shared Redis, whatever the developer has.
    ...{ OPENAI_API_KEY: '', OPENAI_BASE_URL: '', ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: '', REDIS_URL: '' },
    ...{ MAIL_URL: '', BREACHED_PASSWORDS_URL: '' },
    ...{ GOOGLE_CLIENT_ID: '', GOOGLE_CLIENT_SECRET: '', GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET: '' },
  });
}

/** Starts everything and waits until it can be used. */
export async function startStack(place: StackPlace, args: readonly string[] = []): Promise<Stack> {
  const launcher = launchStack(place, args);
  await launcher.waitFor('Conea runs.', 90_000);
  const settings = loadSettings(place.directory);
  return {
    place,
    launcher,
    endpoint: `http://127.0.0.1:${place.ports.router}`,
    settings,
    credentials: { email: demoUser.email, password: settings.demoPassword },
    pidOf: (service) => (service === 'postgres' ? postgresPid(place) : servicePid(place, service)),
    stop: () => launcher.end('SIGINT'),
  };
}

function postgresPid({ directory }: StackPlace): number {
  return Number(readFileSync(join(dataFolder(directory), 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The process of a service, from the file that the launcher keeps. */
export function servicePid({ directory }: Pick<StackPlace, 'directory'>, service: string): number {
  const pid = createProcessesFile(directory).read()?.services[service]?.pid;
  if (pid === undefined) throw new Error(`no service ${service} runs`);
  return pid;
}

async function findFreeOffset(): Promise<number> {
  for (;;) {
    // Below the ports that the system gives to connections.
    const offset = 6_000 + 200 * Math.floor(Math.random() * 100);
    const taken = await Promise.all(Object.values(portsFor(offset)).map(isPortTaken));
    if (!taken.includes(true)) return offset;
  }
}

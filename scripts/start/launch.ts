import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../postgres/data-folder.ts';
import { stopOrphan } from '../postgres/orphan.ts';
import { createDatabases } from './databases.ts';
import { demoUser, signInDemoUser } from './demo-user.ts';
import { migrateDatabases } from './migrations.ts';
import { assertPortsFree } from './ports.ts';
import { keepPostgres } from './postgres.ts';
import { createProcessesFile } from './processes-file.ts';
import { waitUntilReady } from './readiness.ts';
import type { Running } from './running.ts';
import { startService } from './service.ts';
import { loadSettings } from './settings.ts';
import { defineServices, portsFor } from './stack.ts';
import { welcome } from './welcome.ts';

export type LaunchOptions = {
  root: string;
  /** The state folder. */
  directory: string;
  portOffset: number;
  /** Whether the data goes first. */
  isReset: boolean;
  environment: NodeJS.ProcessEnv;
  /** Takes what has to be stopped, also when the launch fails. */
  running: Running;
  /** Aborts the launch. */
  signal: AbortSignal;
  report(line: string): void;
};

/** Starts everything and answers what to tell a newcomer. Throws a `StartError` or a `ClusterError` with what to do. */
export async function launch(options: LaunchOptions): Promise<string> {
  const { root, directory, environment, running, signal, report } = options;
  const ports = portsFor(options.portOffset);
  const data = dataFolder(directory);
  const processes = createProcessesFile(directory);
  await processes.takeOver(report);
  await stopOrphan(data);
  if (options.isReset) for (const path of [data, directory]) rmSync(path, { recursive: true, force: true });
  const logDirectory = join(directory, 'logs');
  mkdirSync(logDirectory, { recursive: true });
  running.add('state', async () => processes.remove());
  const settings = loadSettings(directory);
  await assertPortsFree(ports);

  const { superuserPassword } = settings;
  const postgres = await keepPostgres({ directory: data, port: ports.postgres, superuserPassword }, report);
  running.add('postgres', postgres.stop);
  signal.throwIfAborted();
  const urls = await createDatabases(postgres.url, settings);
  await migrateDatabases(root, urls);
  signal.throwIfAborted();

  const definitions = defineServices(settings, ports, urls, join(directory, 'files'), environment);
  for (const definition of definitions) {
    const { name, main } = definition;
    const onStart = (pid: number) => processes.add(name, pid, main);
    const service = startService({ ...definition, root, logDirectory, report, onStart });
    running.add(name === 'router' ? 'router' : 'services', service.stop);
  }
  await waitUntilReady(definitions, signal);
  const endpoint = `http://127.0.0.1:${ports.router}`;
  await signInDemoUser(`${endpoint}/graphql`, settings.demoPassword);
  const mailUrl = `http://127.0.0.1:${ports.mail}`;
  return welcome({ endpoint, mailUrl, email: demoUser.email, password: settings.demoPassword, directory });
}

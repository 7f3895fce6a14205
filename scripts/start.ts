import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ClusterError, reachableDirectory, startCluster, type Cluster } from './postgres/cluster.ts';
import { createDatabases } from './start/databases.ts';
import { migrateDatabases } from './start/migrations.ts';
import { assertPortsFree } from './start/ports.ts';
import { demoUser, signInDemoUser } from './start/demo-user.ts';
import { waitUntilReady } from './start/readiness.ts';
import { startService, type Service } from './start/service.ts';
import { loadSettings } from './start/settings.ts';
import { defineServices, portsFor } from './start/stack.ts';
import { welcome } from './start/welcome.ts';

const usage = `Starts Conea on this machine: Postgres, the simulators, the five subgraphs and the router.

  npm start               start; Ctrl-C stops everything, the data stays
  npm start -- --reset    delete the data first
  npm start -- --help     this text

Environment:
  CONEA_STATE_DIRECTORY   where data, secrets and logs are (default .conea)
  CONEA_PORT_OFFSET       added to every port (default 0; the router listens on 4000)
  REDIS_URL               Redis for the event log, instead of Postgres
  OPENAI_API_KEY, ANTHROPIC_API_KEY, SHOPIFY_*   use the real service instead of its simulator
`;

const root = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({ options: { reset: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });

if (values.help) console.log(usage);
else await start();

async function start(): Promise<void> {
  const asked = resolve(root, process.env['CONEA_STATE_DIRECTORY'] ?? '.conea');
  const fallback = join('/var/tmp', `conea-${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`);
  const directory = reachableDirectory(asked, fallback);
  const ports = portsFor(Number(process.env['CONEA_PORT_OFFSET'] ?? 0));
  const running: { cluster?: Cluster; services: Service[] } = { services: [] };
  const interrupted = onInterrupt(running);
  try {
    if (values.reset) await reset(directory, ports.postgres);
    const logDirectory = join(directory, 'logs');
    mkdirSync(logDirectory, { recursive: true });
    const settings = loadSettings(directory);
    await assertPortsFree(ports);
    const data = join(directory, 'postgres');
    const cluster = await startCluster({
      directory: data,
      port: ports.postgres,
      superuserPassword: settings.superuserPassword,
    });
    running.cluster = cluster;
    const urls = await createDatabases(cluster.url, settings);
    await migrateDatabases(root, urls);
    const definitions = defineServices(settings, ports, urls, join(directory, 'files'), process.env);
    running.services = definitions.map((definition) =>
      startService({ ...definition, root, logDirectory, report: console.error }),
    );
    void cluster.exited.then(() => interrupted.fail('Postgres ended'));
    await Promise.race([waitUntilReady(definitions), interrupted.promise]);
    const endpoint = `http://127.0.0.1:${ports.router}`;
    await signInDemoUser(`${endpoint}/graphql`, settings.demoPassword);
    console.log(welcome({ endpoint, email: demoUser.email, password: settings.demoPassword, directory }));
  } catch (error) {
    console.error(`\nConea does not start. ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof ClusterError)) console.error(`The logs are in ${join(directory, 'logs')}.\n`);
    await stopAll(running);
    process.exit(1);
  }
}

type Running = { cluster?: Cluster; services: Service[] };

/** Ctrl-C and SIGTERM stop what runs, the router first and Postgres last. */
function onInterrupt(running: Running) {
  const { promise, reject } = Promise.withResolvers<never>();
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    console.log('\nStopping …');
    await stopAll(running);
    console.log('Stopped. The data is kept.');
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  promise.catch(() => undefined);
  return { promise, fail: (reason: string) => !isStopping && reject(new Error(`${reason}.`)) };
}

async function stopAll({ cluster, services }: Running): Promise<void> {
  const [router, ...rest] = services.toReversed();
  await router?.stop();
  await Promise.all(rest.map((service) => service.stop()));
  await cluster?.stop();
}

async function reset(directory: string, port: number): Promise<void> {
  const data = join(directory, 'postgres');
  await startCluster({ directory: data, port, superuserPassword: loadSettings(directory).superuserPassword })
    .then((cluster) => cluster.stop())
    .catch(() => undefined);
  rmSync(directory, { recursive: true, force: true });
}

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type QueryResultRow } from 'pg';
import { createMount } from '../../platform/test/support/secret-peers.ts';
import { startCluster, type Cluster } from '../../scripts/postgres/cluster.ts';
import { createDatabases } from '../../scripts/start/databases.ts';
import { loadSettings } from '../../scripts/start/settings.ts';
import { defineServices, type ServiceDefinition } from '../../scripts/start/stack.ts';
import type { Authority } from './certificates.ts';
import { encryptServices } from './encrypted-services.ts';
import { startProcess, type RunningProcess } from './processes.ts';
import { createStackPlace } from './stack.ts';
import { until } from './until.ts';

const services = ['identity', 'integration', 'router'] as const;
export type SmallService = (typeof services)[number];

/** What a deployment keeps secret: here in files, which can change. */
const isSecret = (name: string) => /_DATABASE_URL$|_ROUTER_KEYS$|^SECRETS_KEY$|^INVALIDATION_KEY$/.test(name);

type Values = Record<string, string>;

/**
 * Identity, integration and a router before them, on a Postgres of their own. `nodeArgs`: what Node is given before the program of a service; `environments`: more
 * variables; `authority`: whose certificates they have, and speak TLS.
 */
export async function startSmallStack(
  nodeArgs: Partial<Record<SmallService, readonly string[]>> = {},
  environments: Partial<Record<SmallService, Values>> = {},
  authority: Authority | null = null,
) {
  const place = await createStackPlace();
  const directory = mkdtempSync(join(tmpdir(), 'conea-small-'));
  chmodSync(directory, 0o755);
  const settings = loadSettings(place.directory);
  const startPostgres = () =>
    startCluster({
      directory: join(directory, 'postgres'),
      port: place.ports.postgres,
      superuserPassword: settings.superuserPassword,
      settings: ['max_connections=300'],
    });
  let cluster: Cluster = await startPostgres();
  const urls = await createDatabases(cluster.url, settings);
  const given = { ...process.env, BREACHED_PASSWORDS_URL: '', MAIL_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'warn' };
  const plain = defineServices(settings, place.ports, urls, join(directory, 'files'), given);
  const defined = authority ? await encryptServices(plain, ['identity', 'integration'], authority) : plain;
  const secrets = new Map<SmallService, { values: Values; mount: Awaited<ReturnType<typeof createMount>> }>();
  const running = new Map<SmallService, RunningProcess>();

  const definitionOf = (name: SmallService): ServiceDefinition => {
    const definition = defined.find((service) => service.name === name);
    if (!definition) throw new Error(`there is no service ${name}`);
    return definition;
  };
  const secretsOf = (name: SmallService) => {
    const kept = secrets.get(name);
    if (!kept) throw new Error(`${name} has no secrets`);
    return kept;
  };
  const launch = (name: SmallService, variables: Values = {}) => {
    const { main, environment } = definitionOf(name);
    const open = Object.entries(environment).filter(([variable]) => !isSecret(variable));
    const more = {
      SECRETS_SOURCE: 'files',
      SECRETS_FOLDER: secretsOf(name).mount.directory,
      SECRETS_REFRESH_SECONDS: '1',
    };
    return startProcess([...(nodeArgs[name] ?? []), main], {
      ...{ ...Object.fromEntries(open), ...more },
      ...{ RESEAL_SECONDS: '1', BREACHED_PASSWORDS_URL: '', ...environments[name], ...variables },
    });
  };
  const start = async (name: SmallService) => {
    running.set(name, launch(name));
    const { readyUrl } = definitionOf(name);
    await until(`${name} is ready`, async () => (await fetch(readyUrl)).status === 200, 60_000);
  };
  for (const name of services) {
    const values = Object.fromEntries(
      Object.entries(definitionOf(name).environment).filter(([variable]) => isSecret(variable)),
    );
    const mount = await createMount();
    await mount.put(values);
    secrets.set(name, { values, mount });
    await start(name);
  }
  const local = (name: SmallService) => new URL(definitionOf(name).readyUrl).origin;
  return {
    endpoint: local('router'),
    urlOf: local,
    start,
    /** One more process of a service, which nobody waits for. */
    launchAnother: (name: SmallService) => launch(name, { PORT: '0' }),
    process: (name: SmallService) => running.get(name),
    secret: (name: SmallService, variable: string) => secretsOf(name).values[variable] ?? '',
    /** Puts other values in the place of some secrets of a service, all at once. */
    changeSecrets: async (name: SmallService, changed: Values) => {
      const kept = secretsOf(name);
      Object.assign(kept.values, changed);
      await kept.mount.put(kept.values);
    },
    /** As when the keeper of secrets is down: they cannot be read until what is answered is called. */
    loseSecrets: async (name: SmallService) => {
      const { mount } = secretsOf(name);
      await mount.unmount();
      return mount.remount;
    },
    metrics: async (name: SmallService) => (await fetch(`${local(name)}/metrics`)).text(),
    /** As the superuser. */
    query: async <Row extends QueryResultRow>(database: string, statement: string) => {
      const client = new pg.Client({ connectionString: `${cluster.url}/${database}` });
      await client.connect();
      try {
        return (await client.query<Row>(statement)).rows;
      } finally {
        await client.end();
      }
    },
    /** Runs `npm run keys` with the secrets of identity; answers what it printed. */
    keys: async (...args: string[]) => {
      const program = startProcess(['scripts/keys.ts', ...args], secretsOf('identity').values);
      return { exitCode: await program.exited, output: program.output() };
    },
    /** As `pg_ctl restart -m immediate` does it: every connection is cut, and the server recovers from its log. */
    restartPostgres: async (whileDown: () => Promise<void> = async () => undefined) => {
      process.kill(cluster.pid, 'SIGQUIT');
      await cluster.exited;
      await whileDown();
      cluster = await startPostgres();
    },
    stop: async () => {
      await Promise.all([...running.values()].map((service) => service.end('SIGKILL')));
      await cluster.stop();
      await Promise.all([...secrets.values()].map(({ mount }) => mount.close()));
      place.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type SmallStack = Awaited<ReturnType<typeof startSmallStack>>;

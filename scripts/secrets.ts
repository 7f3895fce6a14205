import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cachedDomains, databases, domains, loadSettings, type Settings } from './start/settings.ts';

const usage = `Writes the secrets of a deployment: a file of variables for each service, and SQL that makes its databases and roles.

  npm run secrets -- <folder>              for compose.yaml
    --postgres <host:port>                 where Postgres is (default postgres:5432)
    --redis <url>                          the event log is in Redis, which the routers share too; otherwise in Postgres

A second run writes the same secrets again: they are kept in <folder>/settings.json.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    postgres: { type: 'string', default: 'postgres:5432' },
    redis: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [folder] = positionals;

if (values.help || folder === undefined) console.log(usage);
else writeSecrets(resolve(folder));

function writeSecrets(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const settings = loadSettings(directory);
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text, { mode: 0o600 });
  for (const [service, variables] of Object.entries(secretsOf(settings))) write(`${service}.env`, lines(variables));
  // Postgres's image reads it as a user of its own; the folder is closed to everybody else.
  writeFileSync(join(directory, 'databases.sql'), databasesSql(settings), { mode: 0o644 });
  console.log(`wrote ${directory}: keep it out of version control`);
}

function secretsOf(settings: Settings): Record<string, Record<string, string>> {
  const url = (database: string) =>
    `postgres://${database}:${settings.databasePasswords[database]}@${values.postgres}/${database}`;
  const eventLog: Record<string, string> =
    values.redis === undefined ? { EVENT_LOG_DATABASE_URL: url('event_log') } : { REDIS_URL: values.redis };
  const keys = (name: string): Record<string, string> => ({
    [`${name.toUpperCase()}_ROUTER_KEYS`]: settings.routerKeys[name] ?? '',
  });
  const sealing = (name: string): Record<string, string> =>
    ['identity', 'integration', 'analytics'].includes(name) ? { SECRETS_KEY: settings.secretsKey } : {};
  const auditing = (name: string): Record<string, string> =>
    name === 'analytics' ? { AUDIT_SIGNING_KEY: settings.auditSigningKey } : {};
  const invalidation = { INVALIDATION_KEY: settings.invalidationKey };
  const subgraphs = domains.map((name): [string, Record<string, string>] => [
    name,
    {
      ...{
        [`${name.toUpperCase()}_DATABASE_URL`]: url(name),
        ...eventLog,
        ...keys(name),
        ...sealing(name),
        ...auditing(name),
      },
      ...(cachedDomains.includes(name) && invalidation),
    },
  ]);
  // Of several routers that share nothing, an invalidation would reach one: those hold no answers.
  const shared: Record<string, string> =
    values.redis === undefined ? {} : { REDIS_URL: values.redis, RESPONSE_CACHE: 'true' };
  return {
    router: {
      ...Object.fromEntries(domains.flatMap((name) => Object.entries(keys(name)))),
      ...invalidation,
      ...shared,
    },
    postgres: { POSTGRES_PASSWORD: settings.superuserPassword },
    ...Object.fromEntries(subgraphs),
  };
}

function databasesSql({ databasePasswords }: Settings): string {
  return databases
    .flatMap((name) => [
      `create role ${name} login password '${databasePasswords[name]}';`,
      `create database ${name} owner ${name};`,
      `revoke all on database ${name} from public;`,
      '',
    ])
    .join('\n');
}

function lines(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

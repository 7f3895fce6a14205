import { eventLogMigrations, migrate, openSecrets, subgraphMigrations } from '@conea/platform';
import { fileURLToPath } from 'node:url';
import { domains } from './start/settings.ts';

// npm run migrate: brings every database that the environment and its secrets name up to date. Several may run at once.
const ownMigrations = (name: string) => fileURLToPath(new URL(`../subgraphs/${name}/migrations/`, import.meta.url));
const targets = [
  { variable: 'EVENT_LOG_DATABASE_URL', directories: [eventLogMigrations] },
  ...domains.map((name) => ({
    variable: `${name.toUpperCase()}_DATABASE_URL`,
    directories: [subgraphMigrations, ownMigrations(name)],
  })),
];
const secrets = await openSecrets('migrate');
const environment = secrets.values();
await secrets.close();
const named = targets.filter(({ variable }) => environment[variable]);

if (named.length === 0) {
  console.error(`Nothing to migrate: set ${targets.map(({ variable }) => variable).join(', ')}, or one of them.`);
  process.exitCode = 1;
}
for (const { variable, directories } of named) {
  const done = await migrate(environment[variable] ?? '', directories);
  console.log(`${variable}: ${done.length > 0 ? done.join(', ') : 'up to date'}`);
}

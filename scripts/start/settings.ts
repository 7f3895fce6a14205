import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

/** The subgraphs in the order of their ports. */
export const domains = ['identity', 'integration', 'ai', 'data', 'analytics'] as const;

/** Every database of the cluster: one for each subgraph, one for the event log. */
export const databases = [...domains, 'event_log'] as const;

const secret = z.string().min(16);
const settings = z.object({
  superuserPassword: secret,
  databasePasswords: z.record(z.string(), secret),
  routerKeys: z.record(z.string(), z.string()),
  secretsKey: secret,
  introspectionKey: secret,
  demoPassword: secret,
});

/** What is made up once for an installation on a laptop and kept in its state folder. */
export type Settings = z.infer<typeof settings>;

/** Reads the secrets of the state folder, or makes them. */
export function loadSettings(directory: string): Settings {
  const path = join(directory, 'settings.json');
  if (existsSync(path)) return readSettings(path);
  const random = (bytes: number) => randomBytes(bytes).toString('hex');
  const forEach = (names: readonly string[], make: () => string) =>
    Object.fromEntries(names.map((name) => [name, make()]));
  const made: Settings = {
    superuserPassword: random(16),
    databasePasswords: forEach(databases, () => random(16)),
    routerKeys: forEach(domains, () => `k1:${randomBytes(32).toString('base64')}`),
    secretsKey: randomBytes(32).toString('base64'),
    introspectionKey: random(16),
    demoPassword: `demo-${random(6)}`,
  };
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

function readSettings(path: string): Settings {
  try {
    return settings.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const advice = 'Put a copy in its place, or begin anew with `npm start -- --reset`.';
    throw new StartError(`The secrets in ${path} cannot be read. ${advice}`, { cause: error });
  }
}

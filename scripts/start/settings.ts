import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

/** The subgraphs in the order of their ports. */
export const domains = ['identity', 'integration', 'ai', 'data', 'analytics'] as const;

/** Those whose answers the router may hold: each takes back what its events make untrue. Analytics changes with every event. */
export const cachedDomains: readonly (typeof domains)[number][] = domains.filter((name) => name !== 'analytics');

/** Every database of the cluster: one for each subgraph, one for the event log. */
export const databases = [...domains, 'event_log'] as const;

const random = (bytes: number) => randomBytes(bytes).toString('hex');
const forEach = (names: readonly string[], make: () => string) =>
  Object.fromEntries(names.map((name) => [name, make()]));

/** An Ed25519 key: PKCS #8, DER, base64. */
const signingKey = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

const secret = z.string().min(16);
const settings = z.object({
  superuserPassword: secret,
  databasePasswords: z.record(z.string(), secret),
  routerKeys: z.record(z.string(), z.string()),
  secretsKey: secret,
  introspectionKey: secret,
  // A folder that was made before there was one has none.
  invalidationKey: secret.default(() => random(16)),
  auditSigningKey: secret.default(signingKey),
  demoPassword: secret,
});

/** What is made up once for an installation on a laptop and kept in its state folder. */
export type Settings = z.infer<typeof settings>;

/** Reads the secrets of the state folder, or makes those that are not there. */
export function loadSettings(directory: string): Settings {
  const path = join(directory, 'settings.json');
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : null;
  const loaded = kept === null ? makeSettings() : readSettings(path, kept);
  const text = `${JSON.stringify(loaded, null, 2)}\n`;
  if (text === kept) return loaded;
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
  return loaded;
}

const makeSettings = (): Settings => ({
  superuserPassword: random(16),
  databasePasswords: forEach(databases, () => random(16)),
  routerKeys: forEach(domains, () => `k1:${randomBytes(32).toString('base64')}`),
  secretsKey: randomBytes(32).toString('base64'),
  introspectionKey: random(16),
  invalidationKey: random(16),
  auditSigningKey: signingKey(),
  demoPassword: `demo-${random(6)}`,
});

function readSettings(path: string, text: string): Settings {
  try {
    return settings.parse(JSON.parse(text));
  } catch (error) {
    const advice = 'Put a copy in its place, or begin anew with `npm start -- --reset`.';
    throw new StartError(`The secrets in ${path} cannot be read. ${advice}`, { cause: error });
  }
}

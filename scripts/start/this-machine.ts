import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { domains, loadSettings } from './settings.ts';
import { portsFor } from './stack.ts';

/** The databases and secrets of `npm start` on this machine; empty where it never ran. */
export function environmentOfThisMachine(): Record<string, string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const directory = resolve(root, process.env['CONEA_STATE_DIRECTORY'] ?? '.conea');
  if (!existsSync(join(directory, 'settings.json'))) return {};
  const { databasePasswords, secretsKey } = loadSettings(directory);
  const { postgres } = portsFor(Number(process.env['CONEA_PORT_OFFSET'] ?? 0));
  const urls = domains.map((domain): [string, string] => [
    `${domain.toUpperCase()}_DATABASE_URL`,
    `postgres://${domain}:${databasePasswords[domain]}@127.0.0.1:${postgres}/${domain}`,
  ]);
  return { ...Object.fromEntries(urls), SECRETS_KEY: secretsKey };
}

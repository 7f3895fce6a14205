import { watch } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SecretsError, type SecretSource } from './source.ts';

const maxBytes = 65_536;
const maxFiles = 1_000;

/** A folder with a file for each secret, named after it, as Kubernetes mounts a Secret: a new version takes the place of the old one at once. */
export function createFolderSource(directory: string): SecretSource {
  return {
    name: 'files',
    read: async () => {
      try {
        return { values: new Map(await readFolder(directory)), renewWithin: null };
      } catch (cause) {
        if (cause instanceof SecretsError) throw cause;
        throw new SecretsError(`the secrets in ${directory} cannot be read`, { cause });
      }
    },
    watch: (changed) => {
      const watcher = watch(directory, { persistent: false }, changed);
      // A folder that went away is read again with the next refresh.
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    },
  };
}

async function readFolder(directory: string): Promise<[string, string][]> {
  // Kubernetes turns the link `..data` to a new folder: all files are then of one version.
  const version = await realpath(join(directory, '..data')).catch(() => directory);
  const names = (await readdir(version)).filter((name) => !name.startsWith('.'));
  if (names.length > maxFiles) throw new SecretsError(`there are more than ${maxFiles} files in ${directory}`);
  const read = await Promise.all(names.map((name) => readSecret(version, name)));
  return read.filter((entry) => entry !== null);
}

async function readSecret(directory: string, name: string): Promise<[string, string] | null> {
  const path = join(directory, name);
  const facts = await stat(path);
  if (!facts.isFile()) return null;
  if (facts.size > maxBytes) throw new SecretsError(`${path} has more than ${maxBytes} bytes`);
  return [name, (await readFile(path, 'utf8')).replace(/\r?\n$/, '')];
}

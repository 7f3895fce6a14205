import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isPassable, rootHome } from './binaries.ts';

/** Where the data of Postgres goes: into the state folder, or beside it when only root can go there (as under /root) and root starts. */
export function dataFolder(stateDirectory: string): string {
  mkdirSync(stateDirectory, { recursive: true });
  if (process.getuid?.() !== 0 || isPassable(stateDirectory)) return join(stateDirectory, 'postgres');
  const id = createHash('sha256').update(stateDirectory).digest('hex').slice(0, 12);
  mkdirSync(rootHome, { recursive: true });
  return join(rootHome, `data-${id}`);
}

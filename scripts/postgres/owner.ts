import { chownSync, readFileSync } from 'node:fs';
import { ClusterError } from './cluster-error.ts';

/** Who the server runs as, in the form that `spawn` takes; nothing for an ordinary user, who runs it himself. */
export type Owner = { uid: number; gid: number } | Record<string, never>;

/** Postgres refuses to run as root: then it runs as `postgres`, or as `nobody` where there is no such user. */
export function findOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new ClusterError(
    'Postgres does not run as root, and there is no user `postgres` or `nobody`: start as an ordinary user.',
  );
}

/** Gives a file or folder to whom the server runs as. */
export function giveTo({ uid, gid }: Owner, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

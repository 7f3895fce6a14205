import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, waitForEnd } from '../process-command.ts';
import { ClusterError } from './cluster-error.ts';

const deadline = 20_000;

/** After `kill -9` of its parent a server lives on and holds the data folder; its pid file says which process it is. Stops it. */
export async function stopOrphan(directory: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const command = Number.isInteger(pid) && pid > 1 ? findCommand(pid) : null;
  // Postgres itself takes over from a process that is gone, and checks that none of its children is left.
  if (command === null) return;
  // The number belongs to a stranger now, which Postgres would take for a server.
  if (!command.includes(directory)) return rmSync(file, { force: true });
  process.kill(pid, 'SIGINT');
  if (await waitForEnd(pid, deadline)) return;
  throw new ClusterError(`A Postgres of an earlier run (process ${pid}) does not stop: end it with \`kill ${pid}\`.`);
}

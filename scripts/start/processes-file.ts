import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findCommand, waitForEnd } from '../process-command.ts';
import { StartError } from './start-error.ts';

const content = z.object({
  launcher: z.number(),
  services: z.record(z.string(), z.object({ pid: z.number(), main: z.string() })),
});

const drainTimeout = 20_000;

/** Keeps on disk which processes run from a state folder, so that the next start finds what a `kill -9` left behind. */
export function createProcessesFile(directory: string) {
  const path = join(directory, 'processes.json');
  const current: z.infer<typeof content> = { launcher: process.pid, services: {} };
  const save = () => writeFileSync(path, JSON.stringify(current));
  return {
    /** What runs from this folder, or ran when it was killed. */
    read: () => read(path),
    /** Stops what an earlier run left behind; throws when that run is still in charge. */
    takeOver: async (report: (line: string) => void): Promise<void> => {
      const earlier = read(path);
      if (earlier && isLauncher(earlier.launcher))
        throw new StartError(
          `It runs already from this folder (process ${earlier.launcher}): use it, or stop it with Ctrl-C or \`kill ${earlier.launcher}\`.`,
        );
      const left = Object.entries(earlier?.services ?? {}).filter(([, { pid, main }]) =>
        findCommand(pid)?.includes(main),
      );
      await Promise.all(left.map(([name, { pid }]) => stopLeftover(name, pid, report)));
      save();
    },
    add: (name: string, pid: number, main: string): void => {
      current.services[name] = { pid, main };
      save();
    },
    remove: (): void => rmSync(path, { force: true }),
  };
}

export type ProcessesFile = ReturnType<typeof createProcessesFile>;

function read(path: string): z.infer<typeof content> | null {
  try {
    return content.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function isLauncher(pid: number): boolean {
  return pid !== process.pid && (findCommand(pid)?.includes('scripts/start.ts') ?? false);
}

async function stopLeftover(name: string, pid: number, report: (line: string) => void): Promise<void> {
  report(`${name} of an earlier run is still there (process ${pid}); it is stopped`);
  process.kill(pid, 'SIGTERM');
  if (await waitForEnd(pid, drainTimeout)) return;
  process.kill(pid, 'SIGKILL');
  await waitForEnd(pid, drainTimeout);
}

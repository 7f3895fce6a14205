import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** The command line of a running process; null when there is no such process. */
export function findCommand(pid: number): string | null {
  try {
    if (platform() !== 'linux') return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    // A process that has ended and waits for its parent has an empty one.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || null;
  } catch {
    return null;
  }
}

/** Waits until a process is gone; false when it still is there after `deadline` milliseconds. */
export async function waitForEnd(pid: number, deadline: number): Promise<boolean> {
  const end = Date.now() + deadline;
  while (findCommand(pid) !== null) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

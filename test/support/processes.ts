import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './source-files.ts';
import { until } from './until.ts';

/** A process of ours, with all that it wrote. */
export type RunningProcess = {
  pid: number;
  output(): string;
  /** Resolves to the exit code, or to the signal that ended it. */
  exited: Promise<number | NodeJS.Signals>;
  /** Waits until a text was written; fails at once when the process ends before. */
  waitFor(text: string, deadline?: number): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
};

/** Starts a program of this repository, such as `scripts/start.ts`, on the Node that runs the tests. */
export function startProcess(args: readonly string[], environment: Record<string, string> = {}): RunningProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let ended: number | NodeJS.Signals | undefined;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const exited = once(child, 'close').then(() => (ended = child.signalCode ?? child.exitCode ?? 0));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    waitFor: async (text, deadline = 60_000) => {
      await until(`the process writes ${text}`, () => output.includes(text) || ended !== undefined, deadline);
      if (!output.includes(text)) throw new Error(`the process ended (${ended}) and did not write ${text}:\n${output}`);
    },
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A server in a process of its own. */
export type ServerProcess = { url: string; kill(signal: NodeJS.Signals): Promise<void> };

const line = z.object({ msg: z.string(), url: z.string().optional() });

/** Starts a script and waits until it says that it listens; its other output is kept for the message of a failure. */
export async function startServer(script: URL, env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script.pathname], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stderr.on('data', (data: Buffer) => output.push(data.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`${script.pathname} did not listen:\n${output.join('\n')}`));
    const timer = setTimeout(fail, 30_000);
    child.once('exit', fail);
    createInterface(child.stdout).on('line', (text) => {
      output.push(text);
      const parsed = parseLine(text);
      if (parsed?.msg !== 'listening' || parsed.url === undefined) return;
      clearTimeout(timer);
      child.off('exit', fail);
      resolve(parsed.url);
    });
  });
  return {
    url,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

function parseLine(text: string): z.infer<typeof line> | null {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

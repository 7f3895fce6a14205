import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export type ServiceOptions = {
  name: string;
  /** The program, relative to the repository. */
  main: string;
  root: string;
  environment: Record<string, string>;
  /** Where its log lines go, one file for each service. */
  logDirectory: string;
  /** Called with the lines that a person should see. */
  report(line: string): void;
};

/** A process of ours that is kept running. */
export type Service = { name: string; stop(): Promise<void> };

const firstDelay = 500;
const maxDelay = 10_000;
const stableAfter = 30_000;

/** Starts a service and starts it again whenever it dies, with backoff. */
export function startService(options: ServiceOptions): Service {
  const { name, report } = options;
  const log = createWriteStream(join(options.logDirectory, `${name}.log`), { flags: 'a' });
  let child: ChildProcess;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let failures = 0;

  const run = () => {
    const startedAt = Date.now();
    child = spawn(process.execPath, [options.main], {
      cwd: options.root,
      env: options.environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        const shown = readable(line);
        if (shown) report(`${name}: ${shown}`);
      });
    }
    child.once('exit', (code, signal) => {
      if (isStopping) return;
      failures = Date.now() - startedAt > stableAfter ? 0 : failures + 1;
      const delay = Math.min(maxDelay, firstDelay * 2 ** failures);
      report(`${name} ended (${signal ?? `exit code ${code}`}); it starts again in ${delay / 1000} s`);
      timer = setTimeout(run, delay);
    });
  };
  run();
  return {
    name,
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        const killing = setTimeout(() => child.kill('SIGKILL'), 20_000);
        await exited;
        clearTimeout(killing);
      }
      log.end();
    },
  };
}

const loud = new Set(['error', 'fatal']);
const logLine = z.object({
  level: z.string(),
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
});

/** The sentence in a JSON log line of an error; a line that is no JSON is shown as it is. */
function readable(line: string): string | null {
  try {
    const { level, msg, err } = logLine.parse(JSON.parse(line));
    if (!loud.has(level)) return null;
    return err === undefined ? msg : `${msg}: ${err.message}`;
  } catch {
    return line;
  }
}

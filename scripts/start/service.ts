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
  /** Called at each start. */
  onStart(pid: number): void;
};

/** A process of ours that is kept running. */
export type Service = { name: string; stop(): Promise<void> };

const firstDelay = 500;
const maxDelay = 10_000;
const stableAfter = 30_000;
const drainTimeout = 20_000;

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
    child = spawnService(options, (line) => log.write(`${line}\n`));
    if (child.pid !== undefined) options.onStart(child.pid);
    child.once('exit', (code, signal) => {
      if (isStopping) return;
      failures = Date.now() - startedAt > stableAfter ? 0 : failures + 1;
      const pause = Math.min(maxDelay, firstDelay * 2 ** (failures - 1));
      report(`${name} ended (${signal ?? `exit code ${code}`}); it starts again in ${pause / 1000} s`);
      timer = setTimeout(run, pause);
    });
  };
  run();
  return {
    name,
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await endProcess(child);
      log.end();
    },
  };
}

// Detached: Ctrl-C reaches the launcher alone, which stops the services in order.
function spawnService({ name, main, root, environment, report }: ServiceOptions, log: (line: string) => void) {
  const child = spawn(process.execPath, [main], {
    cwd: root,
    // Ten programs that share most of their modules: the first to load one compiles it for all, and for the next start.
    env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      log(line);
      const shown = readable(line);
      if (shown) report(`${name}: ${shown}`);
    });
  }
  return child;
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), drainTimeout);
  await exited;
  clearTimeout(killing);
}

const loud = new Set(['error', 'fatal']);
const logLine = z.object({
  level: z.string(),
  msg: z.string(),
  err: z.object({ message: z.string().optional() }).optional(),
});

/** The sentence in a JSON log line of an error; a line that is no JSON is shown as it is. */
function readable(line: string): string | null {
  try {
    const { level, msg, err } = logLine.parse(JSON.parse(line));
    if (!loud.has(level)) return null;
    return err?.message === undefined ? msg : `${msg}: ${err.message}`;
  } catch {
    return line;
  }
}

import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A router that is measured, in a process of its own. */
export type Target = {
  name: string;
  url: string;
  /** Of every request. */
  headers: Record<string, string>;
  cpuSeconds(): number;
  rssMegabytes(): number;
  signal(name: NodeJS.Signals): void;
  /** Asks what is loaded into it to be measured. */
  ask(message: string): Promise<unknown>;
  stop(): void;
};

export type TargetOptions = {
  name: string;
  /** What Node runs, relative to this folder. */
  program: string;
  args?: readonly string[];
  env?: Record<string, string>;
  /** Of Node, in place of those that all routers get. */
  flags?: readonly string[];
  port: number;
  headers?: Record<string, string>;
};

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const commonFlags = ['--max-semi-space-size=64'];
const ticksPerSecond = 100;
const startTimeout = 120_000;

/** Starts a router and waits until it answers. */
export async function startTarget(options: TargetOptions): Promise<Target> {
  const { name, program, args = [], env = {}, flags = commonFlags, port, headers = {} } = options;
  const child = spawn(process.execPath, [...flags, file(program), ...args], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  const end = Date.now() + startTimeout;
  while (!(await answers(url))) {
    if (Date.now() > end || child.exitCode !== null) {
      child.kill('SIGKILL');
      throw new Error(`${name} does not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    ...{ name, url, headers, ...usageOf(child) },
    signal: (signal) => child.kill(signal),
    ask: async (message) => {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(startTimeout) });
      child.send(message);
      const told: unknown[] = await answer;
      return told[0];
    },
    stop: () => child.kill('SIGKILL'),
  };
}

async function answers(url: string): Promise<boolean> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' };
  return fetch(url, { ...init, signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

function usageOf({ pid }: ChildProcess): Pick<Target, 'cpuSeconds' | 'rssMegabytes'> {
  const read = (path: string) => readFileSync(`/proc/${pid}/${path}`, 'utf8');
  return {
    // Fields 14 and 15 of stat are user and system time in ticks; the name in field 2 may have spaces.
    cpuSeconds: () => {
      const fields = read('stat')
        .replace(/^.*\) /s, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    rssMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? 0) / 1024,
  };
}

/** The four subgraphs in one process: their URLs by name, and how long each answer waits, in milliseconds. */
export type Subgraphs = { urls: Record<string, string>; delay(milliseconds: number): void; stop(): void };

const started = z.object({ urls: z.record(z.string(), z.string()) });

export async function startSubgraphs(): Promise<Subgraphs> {
  const child = fork(file('subgraphs/main.ts'), { execArgv: [] });
  const message: unknown[] = await once(child, 'message', { signal: AbortSignal.timeout(startTimeout) });
  const { urls } = started.parse(message[0]);
  return { urls, delay: (milliseconds) => child.send({ delay: milliseconds }), stop: () => child.kill('SIGKILL') };
}

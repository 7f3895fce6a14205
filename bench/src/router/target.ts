import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A process that is measured, or that others are measured against. */
export type Target = { name: string; url: string; cpuSeconds(): number; rssMegabytes(): number; stop(): void };

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const nodeFlags = ['--max-semi-space-size=64'];
const ticksPerSecond = 100;

function wrap(name: string, url: string, child: ChildProcess): Target {
  const read = (path: string) => readFileSync(`/proc/${child.pid}/${path}`, 'utf8');
  return {
    name,
    url,
    // Fields 14 and 15 of stat are user and system time in ticks; the name in field 2 may have spaces.
    cpuSeconds: () => {
      const fields = read('stat')
        .replace(/^.*\) /s, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    rssMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? 0) / 1024,
    stop: () => child.kill('SIGKILL'),
  };
}

async function messageOf<Shape extends z.ZodType>(child: ChildProcess, shape: Shape): Promise<z.infer<Shape>> {
  const message: unknown[] = await once(child, 'message', { signal: AbortSignal.timeout(30_000) });
  return shape.parse(message[0]);
}

/** Starts the four subgraphs; answers their URLs by name. */
export async function startSubgraphs() {
  const child = fork(file('subgraphs/main.ts'), { execArgv: [] });
  const { urls } = await messageOf(child, z.object({ urls: z.record(z.string(), z.string()) }));
  return { urls, stop: () => child.kill('SIGKILL') };
}

export async function startApolloGateway(supergraph: string): Promise<Target> {
  const child = fork(file('apollo-gateway/main.ts'), [supergraph], {
    execArgv: nodeFlags,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const { url } = await messageOf(child, z.object({ url: z.string() }));
  return wrap('@apollo/gateway', url, child);
}

/** Our router as it is run in production, with every default on. */
export async function startConea(supergraph: string, port: number): Promise<Target> {
  const env = { ...process.env, SUPERGRAPH_PATH: supergraph, PORT: String(port), LOG_LEVEL: 'warn' };
  const child = fork(file('../../../router/src/main.ts'), { execArgv: nodeFlags, env });
  const url = `http://127.0.0.1:${port}/graphql`;
  const end = Date.now() + 30_000;
  for (;;) {
    const isReady = await fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return wrap('conea', url, child);
    if (Date.now() > end) throw new Error('our router does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const program = fileURLToPath(new URL('feed/main.ts', import.meta.url));
const started = z.object({ urls: z.object({ feed: z.string(), catalog: z.string() }) });

/** The subgraphs, in a process of their own. */
export async function startFeed() {
  const child = fork(program);
  const message: unknown[] = await once(child, 'message', { signal: AbortSignal.timeout(60_000) });
  const { urls } = started.parse(message[0]);
  return {
    urls,
    /** Tells of `count` events, `interval` milliseconds apart. */
    emit: (count: number, interval: number) => child.send({ count, interval }),
    stop: () => child.kill('SIGKILL'),
  };
}

export type Feed = Awaited<ReturnType<typeof startFeed>>;

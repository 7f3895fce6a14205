import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Report } from './clients/deliveries.ts';

const program = fileURLToPath(new URL('clients/main.ts', import.meta.url));
const report = z.object({
  received: z.number(),
  latencies: z.array(z.number()),
  missed: z.number(),
  repeated: z.number(),
  connected: z.number(),
});
const timeout = 120_000;

/** Clients in processes of their own, so that what they need is not measured. */
export function startClients(processes: number) {
  const children = Array.from({ length: processes }, () => fork(program));
  const tell = (message: object) => children.forEach((child) => child.send(message));
  const ask = async (child: ChildProcess, withLatencies: boolean): Promise<Report> => {
    const answer: Promise<unknown[]> = once(child, 'message', { signal: AbortSignal.timeout(timeout) });
    child.send({ do: 'report', withLatencies });
    return report.parse((await answer)[0]);
  };
  /** What all of them received since `clear`. */
  const read = async (withLatencies = false): Promise<Report> => {
    const reports = await Promise.all(children.map((child) => ask(child, withLatencies)));
    const sum = (pick: (one: Report) => number) => reports.reduce((total, one) => total + pick(one), 0);
    return {
      received: sum((one) => one.received),
      latencies: reports.flatMap(({ latencies }) => latencies),
      missed: sum((one) => one.missed),
      repeated: sum((one) => one.repeated),
      connected: sum((one) => one.connected),
    };
  };
  return {
    open: (url: string, query: string, count: number) =>
      tell({ do: 'open', url, query, count: Math.ceil(count / processes) }),
    /** Where they connect from their next attempt on. */
    move: (url: string) => tell({ do: 'move', url }),
    clear: () => tell({ do: 'clear' }),
    read,
    /** Waits until what they report is as wanted. */
    until: async (what: string, isReached: (now: Report) => boolean): Promise<void> => {
      const end = Date.now() + timeout;
      while (!isReached(await read())) {
        if (Date.now() > end)
          throw new Error(`${what}: not within ${timeout / 1_000} s, but ${JSON.stringify(await read())}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    stop: () => children.forEach((child) => child.kill('SIGKILL')),
  };
}

export type Clients = ReturnType<typeof startClients>;

import { setTimeout as delay } from 'node:timers/promises';
import { startCluster, type Cluster, type ClusterOptions } from '../postgres/cluster.ts';

const firstDelay = 500;
const maxDelay = 10_000;

/** Starts Postgres and starts it again whenever it ends by itself. */
export async function keepPostgres(
  options: ClusterOptions,
  report: (line: string) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  const first = await startCluster(options);
  const stopping = new AbortController();
  let cluster: Cluster | null = first;

  const watch = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      await cluster?.exited;
      if (stopping.signal.aborted) return;
      const pause = Math.min(maxDelay, firstDelay * 2 ** failures);
      report(`postgres ended; it starts again in ${pause / 1000} s`);
      await delay(pause, undefined, { signal: stopping.signal });
      cluster = await startCluster(options).catch((error: unknown) => {
        report(`postgres: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      });
      failures = cluster ? 0 : failures + 1;
    }
  };
  const watching = watch().catch(() => undefined);
  return {
    url: first.url,
    stop: async () => {
      stopping.abort();
      await cluster?.stop();
      await watching;
      await cluster?.stop();
    },
  };
}

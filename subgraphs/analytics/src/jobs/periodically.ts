import { setTimeout as sleep } from 'node:timers/promises';

/** Does something at once and again so many milliseconds after it was done. Answers how to stop: it waits for what is being done. */
export function startPeriodically(
  pause: number,
  work: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await work(stopping.signal).catch(onError);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}

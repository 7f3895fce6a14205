import { setTimeout as wait } from 'node:timers/promises';

const firstDelay = 100;
const maxDelay = 5_000;

/** Waits before the next try with full jitter: anything up to the exponential ceiling, or until the signal aborts. */
export async function backoff(attempt: number, signal: AbortSignal): Promise<void> {
  const ceiling = Math.min(maxDelay, firstDelay * 2 ** attempt);
  await wait(Math.random() * ceiling, undefined, { signal }).catch(() => undefined);
}

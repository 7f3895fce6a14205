/** Waits for a wake-up: one that came while nobody waited is not lost. */
export function createWaiter() {
  let isAwake = false;
  let resume: (() => void) | undefined;
  return {
    wake: () => {
      isAwake = true;
      resume?.();
    },
    /** Resolves at the next wake-up, after `timeout` milliseconds, or when a signal aborts. */
    wait: async (timeout: number, ...signals: AbortSignal[]) => {
      if (isAwake || signals.some((signal) => signal.aborted)) return void (isAwake = false);
      const { promise, resolve } = Promise.withResolvers<void>();
      resume = resolve;
      const timer = setTimeout(resolve, timeout);
      const over = new AbortController();
      for (const signal of signals) signal.addEventListener('abort', () => resolve(), { signal: over.signal });
      await promise;
      over.abort();
      clearTimeout(timer);
      isAwake = false;
      resume = undefined;
    },
  };
}

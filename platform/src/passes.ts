/** Does something again and again, one pass after the other, the first at once. Returns how to stop, which waits for the pass that runs. */
export function startPasses(
  pass: (signal: AbortSignal) => Promise<unknown>,
  /** Milliseconds. */
  interval: number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const run = () => pass(stopping.signal).then(() => undefined, onError);
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, interval);
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await running;
  };
}

/** Runs work with a signal that is aborted with that of its caller, and with a `TimeoutError` when its time is over. */
export async function withDeadline<Result>(
  signal: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  const timeIsOver = () => controller.abort(new DOMException('it took too long', 'TimeoutError'));
  const timer = setTimeout(timeIsOver, milliseconds);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** The longest that a timer of Node can wait. */
const maxDelay = 2 ** 31 - 1;

/** Runs work with a signal that is aborted with that of its caller, and with the error of `overdue` when its time is over. */
export async function withDeadline<Result>(
  signal: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
  overdue: () => Error = tooLate,
): Promise<Result> {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(overdue()), delayOf(milliseconds));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** What a timer is given: those of the same whole number share one queue of Node. */
export const delayOf = (milliseconds: number): number => Math.min(Math.ceil(milliseconds), maxDelay);

const tooLate = () => new DOMException('it took too long', 'TimeoutError');

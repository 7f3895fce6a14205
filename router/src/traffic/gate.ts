/** Too many requests wait for their turn already. */
export class GateFull extends Error {}

/** Lets so many pass at the same time; the others wait in order, and not without end. */
export type Gate = { pass<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> };

export function createGate({ max, maxWaiting }: { max: number; maxWaiting: number }): Gate {
  const waiting = new Set<() => void>();
  let inside = 0;

  const turn = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(enter);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(enter);
    });
  return {
    pass: async (signal, work) => {
      signal.throwIfAborted();
      if (inside >= max) {
        if (waiting.size >= maxWaiting) throw new GateFull('too many requests wait');
        await turn(signal);
      } else inside++;
      try {
        return await work();
      } finally {
        // Whoever waits takes over the place.
        const [next] = waiting;
        if (next) {
          waiting.delete(next);
          next();
        } else inside--;
      }
    },
  };
}

/** Work that answers all who ask for the same while it runs. Once all of them have left it is aborted, and whoever comes then begins anew. */
export type Sharing<Result> = {
  join(id: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
};

type Shared<Result> = { result: Promise<Result>; waiting: number; abort(reason: unknown): void };

export function createSharing<Result>(): Sharing<Result> {
  const running = new Map<string, Shared<Result>>();
  const start = (id: string, work: (signal: AbortSignal) => Promise<Result>): Shared<Result> => {
    const controller = new AbortController();
    const forget = () => void (running.get(id) === shared && running.delete(id));
    const abort = (reason: unknown) => {
      forget();
      controller.abort(reason);
    };
    const shared: Shared<Result> = { result: work(controller.signal).finally(forget), waiting: 0, abort };
    running.set(id, shared);
    return shared;
  };
  return {
    join: async (id, signal, work) => {
      signal.throwIfAborted();
      const shared = running.get(id) ?? start(id, work);
      shared.waiting++;
      const left = Promise.withResolvers<never>();
      const leave = () => {
        left.reject(signal.reason);
        if (--shared.waiting === 0) shared.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        return await Promise.race([shared.result, left.promise]);
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
  };
}

import { createChannel, type Channel, type Port } from './channel.ts';

/** The primary's end of the buses of all workers. */
export type Hub = {
  add(worker: number, port: Port): void;
  remove(worker: number): void;
  /** Answers what workers ask, and hears what they tell; each topic has one handler, which parses what it gets. */
  on(topic: string, handler: (body: unknown, worker: number) => unknown): void;
  /** Hears of each worker that ended. */
  onRemove(listener: (worker: number) => void): void;
  /** The answers of all workers, by worker; null of those that gave none. */
  askAll(topic: string, body: unknown, timeout?: number): Promise<ReadonlyMap<number, unknown>>;
};

export function createHub(): Hub {
  const channels = new Map<number, Channel>();
  const handlers = new Map<string, (body: unknown, worker: number) => unknown>();
  const listeners: ((worker: number) => void)[] = [];

  return {
    add: (worker, port) => {
      const handlerOf = (topic: string) => {
        const handler = handlers.get(topic);
        return handler && ((body: unknown) => handler(body, worker));
      };
      channels.set(worker, createChannel(port, handlerOf));
    },
    remove: (worker) => {
      channels.get(worker)?.close();
      channels.delete(worker);
      for (const listener of listeners) listener(worker);
    },
    on: (topic, handler) => void handlers.set(topic, handler),
    onRemove: (listener) => void listeners.push(listener),
    askAll: async (topic, body, timeout) => {
      const asked = [...channels].map(async ([worker, channel]) => {
        const answer = await channel.ask(topic, body, timeout).catch(() => null);
        return [worker, answer] as const;
      });
      return new Map(await Promise.all(asked));
    },
  };
}

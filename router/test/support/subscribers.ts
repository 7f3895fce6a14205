import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

type Result = { data?: unknown; errors?: unknown; extensions?: unknown };
export type Subscriber = { results: Result[]; ended: boolean; stop(): void };

/** Clients of a router over real sockets, some fifty subscriptions on each connection. */
export function createSubscribers(url: string) {
  const clients = new Map<string, Client[]>();
  let count = 0;
  const connectionFor = (headers: Record<string, string>): Client => {
    const key = JSON.stringify(headers);
    const open = clients.get(key) ?? [];
    clients.set(key, open);
    const last = open.at(-1);
    if (last && count++ % 50 !== 49) return last;
    const webSocketImpl = WebSocket;
    const client = createClient({
      ...{ url: url.replace('http', 'ws'), webSocketImpl, retryAttempts: 0, lazy: false },
      connectionParams: headers,
      onNonLazyError: () => undefined,
    });
    open.push(client);
    return client;
  };
  return {
    subscribe: (query: string, variables: object = {}, headers: Record<string, string> = {}): Subscriber => {
      const subscriber: Subscriber = { results: [], ended: false, stop: () => stop() };
      const end = () => void (subscriber.ended = true);
      const stop = connectionFor(headers).subscribe<Record<string, unknown>>(
        { query, variables: { ...variables } },
        { next: (result) => subscriber.results.push(result), error: end, complete: end },
      );
      return subscriber;
    },
    /** A query on each connection comes back only when the subscriptions before it stand. */
    stand: async () => {
      const queries = [...clients.values()].flat().map((client) => client.iterate({ query: '{ hello }' }).next());
      await Promise.all(queries);
    },
    close: async () => {
      for (const client of [...clients.values()].flat()) await client.dispose();
      clients.clear();
    },
  };
}

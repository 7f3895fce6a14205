import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { until } from '../../../test/support/until.ts';

type Result = { data?: unknown; errors?: unknown; extensions?: unknown };
export type Subscriber = { results: Result[]; ended: boolean; stop(): void };

/** Clients of a router over real sockets, some fifty subscriptions on each connection; `openSources` counts those of the subgraph. */
export function createSubscribers(url: string, openSources: () => number = () => 0) {
  const clients = new Map<string, Client[]>();
  const open = new Set<Subscriber>();
  let count = 0;
  const connectionFor = (headers: Record<string, string>): Client => {
    const key = JSON.stringify(headers);
    const connections = clients.get(key) ?? [];
    clients.set(key, connections);
    const last = connections.at(-1);
    if (last && count++ % 50 !== 49) return last;
    const webSocketImpl = WebSocket;
    const client = createClient({
      ...{ url: url.replace('http', 'ws'), webSocketImpl, retryAttempts: 0, lazy: false },
      connectionParams: headers,
      onNonLazyError: () => undefined,
    });
    connections.push(client);
    return client;
  };
  return {
    subscribe: (query: string, variables: object = {}, headers: Record<string, string> = {}): Subscriber => {
      const subscriber: Subscriber = {
        ...{ results: [], ended: false },
        stop: () => {
          open.delete(subscriber);
          stop();
        },
      };
      open.add(subscriber);
      const end = () => {
        open.delete(subscriber);
        subscriber.ended = true;
      };
      const stop = connectionFor(headers).subscribe<Record<string, unknown>>(
        { query, variables: { ...variables } },
        { next: (result) => subscriber.results.push(result), error: end, complete: end },
      );
      return subscriber;
    },
    /** Asks something on each connection. */
    greet: async () => {
      const queries = [...clients.values()].flat().map((client) => client.iterate({ query: '{ hello }' }).next());
      await Promise.all(queries);
    },
    /** Waits until the router has every subscription, and the subgraph every source of them. */
    stand: () =>
      until('all subscriptions stand', async () => {
        const text = await (await fetch(new URL('/metrics', url))).text();
        const read = (name: string) => Number(new RegExp(`^${name}(?:{.*})? (\\S+)$`, 'm').exec(text)?.[1]);
        return read('router_subscriptions') >= open.size && read('router_subscription_sources') === openSources();
      }),
    close: async () => {
      for (const client of [...clients.values()].flat()) await client.dispose();
      clients.clear();
    },
  };
}

import { EventEmitter, once } from 'node:events';
import { federationLink, type SubgraphDefinition } from './test-graph.ts';

/** Two subgraphs: a shop with a stream of orders that outlives its server, and the notes on them. */
export function createOrderShop() {
  const ids: string[] = [];
  const news = new EventEmitter().setMaxListeners(0);
  const counts = { subscriptions: 0, open: 0 };

  /** A generator that waits could not be ended before its next event. */
  function follow(name: string, start: number, size: number): AsyncIterableIterator<unknown> {
    counts.subscriptions++;
    counts.open++;
    let position = start;
    let isOver = false;
    const end = { done: true, value: undefined } as const;
    const events: AsyncIterableIterator<unknown> = {
      [Symbol.asyncIterator]: () => events,
      next: async () => {
        while (position >= ids.length && !isOver) await once(news, 'change');
        if (isOver) return end;
        const order = { id: ids[position++] };
        return {
          done: false,
          value: { [name]: { order, cursor: String(position), filling: 'x'.repeat(size) } },
        };
      },
      return: async () => {
        if (!isOver) counts.open--;
        isOver = true;
        news.emit('change');
        return end;
      },
    };
    return events;
  }
  type Arguments = { after?: string | null; size?: number };
  const field = (name: string, stateLength: number) => ({
    subscribe: (_: unknown, { after, size = 0 }: Arguments) =>
      follow(name, after == null ? Math.max(0, ids.length - stateLength) : Number(after), size),
  });
  const shop: SubgraphDefinition = {
    name: 'shop',
    sdl:
      federationLink('@key') +
      /* GraphQL */ `
        type Query {
          hello: String
        }
        type Subscription {
          orderPlaced(after: String, size: Int): OrderPlaced
          "Begins with the newest order."
          newestOrder(after: String, size: Int): OrderPlaced
        }
        type OrderPlaced {
          cursor: String!
          filling: String!
          order: Order
        }
        type Order @key(fields: "id") {
          id: ID!
        }
      `,
    resolvers: {
      Subscription: { orderPlaced: field('orderPlaced', 0), newestOrder: field('newestOrder', 1) },
    },
  };
  const notes: SubgraphDefinition = {
    name: 'notes',
    sdl:
      federationLink('@key') +
      /* GraphQL */ `
        type Order @key(fields: "id") {
          id: ID!
          note: String
        }
      `,
    resolvers: { Order: { note: ({ id }: { id: string }) => `note of ${id}` } },
  };
  return {
    definitions: [shop, notes] as const,
    ids,
    counts,
    place: (count = 1) => {
      for (let index = 0; index < count; index++) ids.push(`order${ids.length + 1}`);
      news.emit('change');
    },
  };
}

import { EventEmitter, once } from 'node:events';
import { federationLink, type SubgraphDefinition } from './test-graph.ts';

const sdl =
  federationLink('@key') +
  /* GraphQL */ `
    type Query {
      hello: String
      fails: String
      long(size: Int!): String
    }
    type Mutation {
      rename(name: String!): String
    }
    type Subscription {
      orderPlaced(after: String): OrderPlaced
      countTo(last: Int!): Int
      flood(events: Int!, size: Int!): String
    }
    type OrderPlaced {
      cursor: String!
      id: ID
    }
  `;

/** A subgraph with a log of orders that can be followed from any place in it, and that knows who follows. */
export function createOrderLog() {
  const news = new EventEmitter().setMaxListeners(0);
  let placed = 0;
  let followers = 0;
  let mutations = 0;

  async function* follow(after: string | null | undefined) {
    followers++;
    try {
      for (let position = after == null ? placed : Number(after); ; position++) {
        if (position === placed) await once(news, 'placed');
        yield { orderPlaced: { cursor: String(position + 1), id: `order${position + 1}` } };
      }
    } finally {
      followers--;
    }
  }
  async function* countTo(last: number) {
    for (let count = 1; count <= last; count++) yield { countTo: count };
  }
  async function* flood(events: number, size: number) {
    followers++;
    try {
      for (let event = 0; ; event++) {
        if (event >= events) await once(news, 'placed');
        yield { flood: 'x'.repeat(size) };
      }
    } finally {
      followers--;
    }
  }
  const definition: SubgraphDefinition = {
    name: 'shop',
    sdl,
    resolvers: {
      Query: {
        hello: () => 'hello',
        long: (_: unknown, { size }: { size: number }) => 'x'.repeat(size),
        fails: () => {
          throw new Error('not today');
        },
      },
      Mutation: {
        rename: (_: unknown, { name }: { name: string }) => {
          mutations++;
          return name;
        },
      },
      Subscription: {
        orderPlaced: { subscribe: (_: unknown, { after }: { after?: string | null }) => follow(after) },
        countTo: { subscribe: (_: unknown, { last }: { last: number }) => countTo(last) },
        flood: {
          subscribe: (_: unknown, { events, size }: { events: number; size: number }) => flood(events, size),
        },
      },
    },
  };
  return {
    definition,
    place: (count = 1) => {
      for (let index = 0; index < count; index++) {
        placed++;
        news.emit('placed');
      }
    },
    placed: () => placed,
    followers: () => followers,
    mutations: () => mutations,
  };
}
